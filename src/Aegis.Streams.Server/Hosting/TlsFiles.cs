using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Hosting;

/// <summary>A server certificate and the authorities of client certificates, in PEM files that are read again when they change. Thread-safe.</summary>
public sealed class TlsFiles : IDisposable
{
    private const string Beginning = "-----B";
    private const string End = "-----END";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    // As long as calls wait by default.
    private static readonly TimeSpan RecallGrace = TimeSpan.FromSeconds(10);

    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly string? _authorityFile;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private volatile Content _content;

    private TlsFiles(string certificateFile, string keyFile, string? authorityFile, Content content, TimeProvider time, ILogger logger)
    {
        (_certificateFile, _keyFile, _authorityFile, _content, _time, _logger) = (certificateFile, keyFile, authorityFile, content, time, logger);
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

    /// <summary>
    /// Serves a connection as long as the authorities stay. A certificate is looked at when a connection is made, so that those from before a change end: the client is told to come again, and
    /// whoever does not go is cut off.
    /// </summary>
    internal async Task ServeAsync(ConnectionContext connection, Func<Task> next)
    {
        // Before the handshake: a change that comes meanwhile ends a connection too many, never one too few.
        await using var recall = _content.Recalled.Register(() => Recall(connection)).ConfigureAwait(false);
        await next().ConfigureAwait(false);
    }

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
        var (certificatePem, between) = ReadCertificates(certificateFile);
        var (authorityPem, authorities) = authorityFile is null ? ("", []) : ReadCertificates(authorityFile);
        var keyPem = File.ReadAllText(keyFile);
        var server = SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(certificatePem, keyPem), [.. between.Skip(1)], offline: true);
        return new Content(certificatePem + keyPem, authorityPem, server, authorities, new CancellationTokenSource());
    }

    /// <summary>Reads a file of certificates: one that is being written has none yet, or ends within one, and must not take the place of what was read before.</summary>
    private static (string Pem, X509Certificate2Collection Certificates) ReadCertificates(string file)
    {
        var (pem, certificates) = (File.ReadAllText(file), new X509Certificate2Collection());
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException fault)
        {
            throw new CryptographicException($"{file} holds something else than certificates in PEM.", fault);
        }

        if (certificates.Count == 0) throw new CryptographicException($"{file} has no certificate in PEM.");
        var isCut = pem.AsSpan(pem.LastIndexOf(End, StringComparison.Ordinal)).Contains(Beginning, StringComparison.Ordinal) || pem.AsSpan().Count(Beginning + "EGIN CERTIFICATE-----") > certificates.Count;
        return isCut ? throw new CryptographicException($"{file} ends within a certificate, or has one that is not whole.") : (pem, certificates);
    }

    private void Refresh()
    {
        try
        {
            var read = Load(_certificateFile, _keyFile, _authorityFile);
            if (read.Text == _content.Text && read.AuthorityText == _content.AuthorityText) return;
            var before = _content;
            var isSameAuthority = read.AuthorityText == before.AuthorityText;
            _content = isSameAuthority ? read with { Recalling = before.Recalling } : read;
            _logger.CertificateChanged(_certificateFile, read.Server.TargetCertificate.NotAfter);
            if (!isSameAuthority) before.Recalling.Cancel();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            // What was read before still counts: the files may be changed one after the other.
            _logger.CertificateNotRead(_certificateFile, fault.Message);
        }
    }

    private void Recall(ConnectionContext connection)
    {
        connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        _ = CutOffAsync(connection);
    }

    private async Task CutOffAsync(ConnectionContext connection)
    {
        try
        {
            await Task.Delay(RecallGrace, _time, connection.ConnectionClosed).ConfigureAwait(false);
            connection.Abort(new ConnectionAbortedException("Other authorities vouch for clients now, and the grace of older connections is over."));
        }
        catch (OperationCanceledException)
        {
            // It has gone by itself.
        }
    }

    private sealed record Content(string Text, string AuthorityText, SslStreamCertificateContext Server, X509Certificate2Collection Authorities, CancellationTokenSource Recalling)
    {
        public CancellationToken Recalled => Recalling.Token;
    }
}
