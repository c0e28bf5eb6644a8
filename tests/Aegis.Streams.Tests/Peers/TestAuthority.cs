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

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=peers", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(PathOf("ca.crt"), _root.ExportCertificatePem());
    }

    /// <summary>Makes the files of an instance of a name that trusts an authority.</summary>
    /// <param name="uri">The name in the certificate.</param>
    /// <param name="trusted">Whose peers it trusts; <see langword="null"/>: of this one.</param>
    public TlsFiles Of(string uri, TestAuthority? trusted = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=instance", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddUri(new Uri(uri));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        using var certificate = request.Create(_root, _root.NotBefore, _root.NotAfter, RandomNumberGenerator.GetBytes(8));
        var name = $"{_files.Count}";
        File.WriteAllText(PathOf($"{name}.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(PathOf($"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        var files = TlsFiles.Read(PathOf($"{name}.crt"), PathOf($"{name}.key"), (trusted ?? this).PathOf("ca.crt"), TimeProvider.System, NullLogger.Instance);
        _files.Add(files);
        return files;
    }

    public void Dispose()
    {
        _files.ForEach(files => files.Dispose());
        _root.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
