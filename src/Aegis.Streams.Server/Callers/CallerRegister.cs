using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Aegis.Streams.Server.Callers;

/// <summary>Who may ask, by the hash of a token or the name in a client certificate. Immutable.</summary>
public sealed class CallerRegister
{
    private readonly FrozenDictionary<string, Caller> _byToken;
    private readonly FrozenDictionary<string, Caller> _byCertificate;

    private CallerRegister(IReadOnlyDictionary<string, Caller> byToken, IReadOnlyDictionary<string, Caller> byCertificate) =>
        (_byToken, _byCertificate) = (byToken.ToFrozenDictionary(StringComparer.Ordinal), byCertificate.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>Makes a register.</summary>
    /// <param name="byToken">Callers by the SHA-256 of their token in lower-case hex.</param>
    /// <param name="byCertificate">Callers by the name in their certificate.</param>
    /// <returns>The register.</returns>
    public static CallerRegister Of(IReadOnlyDictionary<string, Caller> byToken, IReadOnlyDictionary<string, Caller> byCertificate) => new(byToken, byCertificate);

    /// <summary>Computes what a register holds in place of a token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>Its SHA-256 in lower-case hex. A token is random and long, so that this needs no salt.</returns>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Finds the caller that a token names.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The caller; <see langword="null"/>: none has it.</returns>
    public Caller? FindByToken(string token) => _byToken.GetValueOrDefault(HashOf(token));

    /// <summary>Finds the caller that a verified client certificate names: by a URI, then a DNS name, then the subject, in the order in which proxies look too.</summary>
    /// <param name="certificate">The certificate; its chain has been verified.</param>
    /// <returns>The caller; <see langword="null"/>: none is named so.</returns>
    public Caller? FindByCertificate(X509Certificate2 certificate)
    {
        foreach (var name in CertificateNames.Of(certificate))
            if (_byCertificate.TryGetValue(name, out var caller)) return caller;
        return null;
    }
}
