using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Aegis.Streams.Client;

/// <summary>Settings of a client.</summary>
public sealed class AegisClientOptions
{
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromHours(1);
    private const int MostAttempts = 10;

    /// <summary>Gets where gRPC is served, such as `https://aegis.internal:9400`. Required.</summary>
    /// <value>`http` or `https`; plain `http` to loopback only, unless <see cref="AllowsPlaintext"/>.</value>
    public required Uri Address { get; init; }

    /// <summary>Gets the bearer token that names the caller; <see langword="null"/>: none is presented.</summary>
    public string? Token { get; init; }

    /// <summary>Gets the certificate that names the caller, with its key; <see langword="null"/>: none is presented.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Gets the authorities whose server certificates are believed, and no others; <see langword="null"/>: those of the machine.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Gets a value indicating whether the address may be plain `http` on another machine, where tokens and parameters can be read on the way.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowsPlaintext { get; init; }

    /// <summary>Gets how long a call may take with all of its attempts, where the call itself does not say.</summary>
    /// <value>The default is 1 second. Must be positive, and at most 1 hour.</value>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets how often the facade is asked at most, where asking again is safe.</summary>
    /// <value>The default is 3. Must be 1 to 10; 1 never asks again.</value>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Gets the pause before the second attempt; each later one is twice as long, and half of each is drawn.</summary>
    /// <value>The default is 20 milliseconds. Must be positive.</value>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Finds what is wrong with the settings, each with the way out.</summary>
    internal IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (!Address.IsAbsoluteUri || Address.Scheme is not ("http" or "https")) faults.Add("Address must be an absolute URL of http or https.");
        else if (Address.Scheme == "http" && !IsLoopback(Address) && !AllowsPlaintext) faults.Add("Address is plain http to another machine: use https, or set AllowsPlaintext where something between does TLS.");
        else if (Address.Scheme == "http" && (ClientCertificate is not null || Authorities is not null)) faults.Add("ClientCertificate and Authorities need an https address.");
        if (Token is { } token && (token.Length == 0 || token.AsSpan().ContainsAnyExceptInRange('!', '~'))) faults.Add("Token must be visible ASCII without spaces.");
        if (ClientCertificate is { HasPrivateKey: false }) faults.Add("ClientCertificate must have its private key.");
        if (!IsDeadline(Deadline)) faults.Add("Deadline must be positive, and at most 1 hour.");
        if (MaxAttempts is < 1 or > MostAttempts) faults.Add($"MaxAttempts must be 1 to {MostAttempts}.");
        if (FirstPause <= TimeSpan.Zero) faults.Add("FirstPause must be positive.");
        return faults;
    }

    internal static bool IsDeadline(TimeSpan deadline) => deadline > TimeSpan.Zero && deadline <= LongestDeadline;

    private static bool IsLoopback(Uri address) => address.IsLoopback || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));
}
