using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aegis.Streams.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Tests.Peers;

/// <summary>An authority that makes certificates of instances, in files.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-peers-");
    private readonly X509Certificate2 _root;
    private readonly List<TlsFiles> _files = [];
    private int _made;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=peers", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(AuthorityFile, _root.ExportCertificatePem());
    }

    /// <summary>Gets its certificate.</summary>
    public X509Certificate2 Root => _root;

    /// <summary>Gets the file of its certificate.</summary>
    public string AuthorityFile => PathOf("ca.crt");

    /// <summary>Makes the files of an instance of a name that trusts an authority.</summary>
    /// <param name="uri">The name in the certificate.</param>
    /// <param name="trusted">Whose peers it trusts; <see langword="null"/>: of this one.</param>
    public TlsFiles Of(string uri, TestAuthority? trusted = null)
    {
        var (certificate, key) = WriteFiles(uri);
        var files = TlsFiles.Read(certificate, key, (trusted ?? this).AuthorityFile, TimeProvider.System, NullLogger.Instance);
        _files.Add(files);
        return files;
    }

    /// <summary>Makes a certificate of an instance of a name on loopback, and writes it and its key.</summary>
    /// <param name="uri">The name in the certificate.</param>
    /// <returns>The files of both.</returns>
    public (string Certificate, string Key) WriteFiles(string uri)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=instance", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddUri(new Uri(uri));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        using var certificate = request.Create(_root, _root.NotBefore, _root.NotAfter, RandomNumberGenerator.GetBytes(8));
        var name = $"{++_made}";
        File.WriteAllText(PathOf($"{name}.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(PathOf($"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        return (PathOf($"{name}.crt"), PathOf($"{name}.key"));
    }

    public void Dispose()
    {
        _files.ForEach(files => files.Dispose());
        _root.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
