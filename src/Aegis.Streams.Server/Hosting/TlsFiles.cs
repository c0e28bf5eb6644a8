using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Hosting;

/// <summary>A server certificate and the authorities of client certificates, in PEM files that are read again when they change. Thread-safe.</summary>
public sealed class TlsFiles : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly string? _authorityFile;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private volatile Content _content;

    private TlsFiles(string certificateFile, string keyFile, string? authorityFile, Content content, TimeProvider time, ILogger logger)
    {
        (_certificateFile, _keyFile, _authorityFile, _content, _logger) = (certificateFile, keyFile, authorityFile, content, logger);
        _timer = time.CreateTimer(_ => Refresh(), null, LookInterval, LookInterval);
    }

    /// <summary>Gets the certificate with its key.</summary>
    public X509Certificate2 Certificate => _content.Server.TargetCertificate;

    /// <summary>Reads the files.</summary>
    /// <param name="certificateFile">The certificate, and those between it and its authority, in PEM.</param>
    /// <param name="keyFile">Its private key in PEM.</param>
    /// <param name="authorityFile">The authorities whose client certificates count, in PEM; <see langword="null"/>: no client certificate does.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <returns>The files.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="CryptographicException">A file holds something else.</exception>
    public static TlsFiles Read(string certificateFile, string keyFile, string? authorityFile, TimeProvider time, ILogger logger) =>
        new(certificateFile, keyFile, authorityFile, Load(certificateFile, keyFile, authorityFile), time, logger);

    /// <summary>Makes the settings of one connection: with the certificate of this moment and those between it and its authority.</summary>
    /// <param name="isExpected">Says whether the client's certificate is one of those without which nobody may connect; <see langword="null"/>: whoever presents none must have a token.</param>
    /// <returns>The settings.</returns>
    internal SslServerAuthenticationOptions ServerOptions(Func<X509Certificate2, bool>? isExpected = null) => new()
    {
        ServerCertificateContext = _content.Server,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateRequired = _authorityFile is not null,
        RemoteCertificateValidationCallback = (_, certificate, chain, _) => certificate is null
            ? isExpected is null
            : certificate is X509Certificate2 presented && IsTrusted(presented, chain, ClientAuthentication) && (isExpected is null || isExpected(presented)),
    };

    /// <summary>Makes the settings of a connection to another instance, which presents the same certificate as the server does and trusts the same authorities.</summary>
    /// <param name="host">The host that is called.</param>
    /// <param name="isExpected">Says whether a certificate that an authority vouches for is one of those that are expected.</param>
    /// <returns>The settings.</returns>
    internal SslClientAuthenticationOptions ClientOptions(string host, Func<X509Certificate2, bool> isExpected) => new()
    {
        TargetHost = host,
        ClientCertificateContext = _content.Server,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http2],
        RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            certificate is X509Certificate2 presented && IsTrusted(presented, chain, ServerAuthentication) && isExpected(presented),
    };

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>Says whether a certificate is signed by one of the authorities, over those that came with it, and good for its purpose now.</summary>
    private bool IsTrusted(X509Certificate2 certificate, X509Chain? presented, string purpose)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_content.Authorities);
        if (presented is not null) chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;

        // A certificate must not make the instance ask addresses that a stranger wrote into it.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(purpose));
        return chain.Build(certificate);
    }

    private static Content Load(string certificateFile, string keyFile, string? authorityFile)
    {
        var (certificatePem, keyPem) = (File.ReadAllText(certificateFile), File.ReadAllText(keyFile));
        var authorityPem = authorityFile is null ? "" : File.ReadAllText(authorityFile);
        var authorities = new X509Certificate2Collection();
        if (authorityPem.Length > 0) authorities.ImportFromPem(authorityPem);
        var between = new X509Certificate2Collection();
        between.ImportFromPem(certificatePem);
        var server = SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(certificatePem, keyPem), [.. between.Skip(1)], offline: true);
        return new Content(certificatePem + keyPem + authorityPem, server, authorities);
    }

    private void Refresh()
    {
        try
        {
            var read = Load(_certificateFile, _keyFile, _authorityFile);
            if (read.Text == _content.Text) return;
            _content = read;
            _logger.CertificateChanged(_certificateFile, read.Server.TargetCertificate.NotAfter);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            // What was read before still counts: the files may be changed one after the other.
            _logger.CertificateNotRead(_certificateFile, fault.GetType().Name);
        }
    }

    private sealed record Content(string Text, SslStreamCertificateContext Server, X509Certificate2Collection Authorities);
}
