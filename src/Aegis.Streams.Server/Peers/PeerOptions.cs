using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Hosting;

namespace Aegis.Streams.Server.Peers;

/// <summary>How instances of one deployment bring calls to each other.</summary>
public sealed record PeerOptions
{
    /// <summary>Gets where calls of other instances come; <see langword="null"/>: nowhere.</summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>Gets the endpoints to which calls may be brought. What the topic of owners says counts only for these.</summary>
    /// <value>The default is none.</value>
    public IReadOnlySet<OwnerEndpoint> Allowed { get; init; } = FrozenSet<OwnerEndpoint>.Empty;

    /// <summary>Gets the names of which a peer's certificate must carry one, both ways: a URI, a DNS name or the subject.</summary>
    /// <value>The default is none. Needed with <see cref="Tls"/>.</value>
    public IReadOnlySet<string> Names { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Gets the certificate of this instance and the authorities of its peers, for both ways; <see langword="null"/>: plain text, which is for tests and on loopback alone.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>Gets how long a peer may take before the answer is sought by the log; never more than half of what the caller has left.</summary>
    /// <value>The default is 2 seconds: a hundred times what a task takes that runs. Must be positive.</value>
    public TimeSpan MaxAttempt { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Says whether a certificate carries an expected name.</summary>
    internal bool IsPeer(X509Certificate2 certificate) => CertificateNames.Of(certificate).Any(Names.Contains);

    /// <summary>Names every setting that does not fit.</summary>
    /// <returns>The faults; empty if there are none.</returns>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (Tls is null && Listen is not null && !IPAddress.IsLoopback(Listen.Address)) faults.Add($"peers listen in plain text on {Listen}, which is not loopback");
        if (Tls is null) faults.AddRange(Allowed.Where(endpoint => !endpoint.IsLoopback).Select(endpoint => $"the peer {endpoint} would be called in plain text, and is not a loopback address"));
        if (Tls is not null && Names.Count == 0) faults.Add("no name is expected of peers, so that every certificate of the authority would do");
        if (MaxAttempt <= TimeSpan.Zero) faults.Add($"the time for a peer must be positive, not {MaxAttempt}");
        return faults;
    }
}
