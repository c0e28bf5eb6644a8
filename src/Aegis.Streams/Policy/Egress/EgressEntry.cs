using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Aegis.Streams.Policy.Egress;

/// <summary>
/// One place where calls may go: a scheme, a host, a port and perhaps a path, such as `https://*.example.com:8443/v1`. A leading `*.`
/// stands for one or more labels, so `*.example.com` covers `a.example.com` and `b.a.example.com` but not `example.com`; nothing else
/// is a wildcard. A path covers itself and what is below it by whole segments: `/v1` and `/v1/` both cover `/v1`, `/v1/` and `/v1/x`,
/// but not `/v10`. Without a path, or with `/`, any path is covered. Paths compare by case and escapes as written. Queries are not looked at.
/// </summary>
/// <remarks>
/// Other engines decide the same from the canonical strings of a target, so covering must stay what they can say with equality and
/// affixes alone: equal scheme and port; `host == h`, or with `*.` `endswith(host, "." + h)`; and `path == p` or `startswith(path, p + "/")`,
/// with the empty `p` for any path.
/// </remarks>
public sealed class EgressEntry
{
    private const string WildcardFault = "Only `*.` before the host is a wildcard, such as `https://*.example.com`; list other hosts one by one.";
    private const string WildcardPathFault = "Leave out `*` in the path: a path covers everything below it.";

    private readonly byte[] _scheme;
    private readonly byte[] _host;
    private readonly byte[] _path;

    private EgressEntry(in EgressTarget target, bool coversSubdomains)
    {
        _scheme = target.Scheme.ToArray();
        _host = target.Host.ToArray();
        _path = target.Path.TrimEnd((byte)'/').ToArray();
        Port = target.Port;
        CoversSubdomains = coversSubdomains;
        Scheme = Encoding.ASCII.GetString(_scheme);
        Host = Encoding.ASCII.GetString(_host);
        Path = Encoding.ASCII.GetString(_path);
    }

    /// <summary>Gets the scheme in lower case.</summary>
    public string Scheme { get; }

    /// <summary>Gets the host in lower case, without `*.`; IPv6 with its brackets.</summary>
    public string Host { get; }

    /// <summary>Gets a value indicating whether the hosts below <see cref="Host"/> are covered, and not it itself.</summary>
    public bool CoversSubdomains { get; }

    /// <summary>Gets the port, 1 to 65535.</summary>
    public int Port { get; }

    /// <summary>Gets the path without a slash at its end; empty: any path.</summary>
    public string Path { get; }

    /// <summary>Gets the bytes of <see cref="Host"/>, to index entries by.</summary>
    internal byte[] HostKey => _host;

    /// <summary>Reads an entry.</summary>
    /// <param name="text">The whole text, of at most <see cref="EgressTarget.MaxLength"/> bytes.</param>
    /// <param name="entry">The entry; <see langword="null"/>: there is a fault.</param>
    /// <param name="fault">What is wrong or what to write, as a sentence without any of the text; <see langword="null"/>: there is no fault.</param>
    /// <returns>Whether it is an entry.</returns>
    /// <exception cref="ArgumentNullException">The text is <see langword="null"/>.</exception>
    public static bool TryParse(string text, [NotNullWhen(true)] out EgressEntry? entry, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        entry = null;
        var host = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var coversSubdomains = host > 2 && text.AsSpan(host).StartsWith("*.", StringComparison.Ordinal);
        var url = coversSubdomains ? text.Remove(host, 2) : text;

        fault = WrittenFault(url, host);
        if (fault is not null) return false;
        if (!EgressTarget.TryParse(url, stackalloc byte[EgressTarget.MaxLength], out var target, out var reason)) fault = EgressHints.Of(reason);
        else if (coversSubdomains) fault = SubdomainFault(target.Host);
        if (fault is not null) return false;
        entry = new EgressEntry(target, coversSubdomains);
        return true;
    }

    /// <summary>Says whether calls to a target are allowed by this entry. Allocates nothing.</summary>
    /// <param name="target">The target.</param>
    /// <returns>Whether scheme, host, port and path are covered.</returns>
    public bool Covers(in EgressTarget target) =>
        target.Port == Port && target.Scheme.SequenceEqual(_scheme) && CoversHost(target.Host) && CoversPath(target.Path);

    /// <summary>Returns the canonical text: lower case, without a default port and without a slash at the end.</summary>
    /// <returns>A text that <see cref="TryParse"/> reads as an equal entry.</returns>
    public override string ToString()
    {
        var port = Port == EgressScheme.DefaultPort(_scheme) ? "" : string.Create(CultureInfo.InvariantCulture, $":{Port}");
        return $"{Scheme}://{(CoversSubdomains ? "*." : "")}{Host}{port}{Path}";
    }

    /// <summary>The faults that only an author makes, before the URL is judged as one.</summary>
    private static string? WrittenFault(string url, int host)
    {
        if (url.Contains('?', StringComparison.Ordinal)) return "Leave out `?` and what follows: an entry does not look at queries.";
        var star = url.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return null;
        var path = host > 2 ? url.IndexOf('/', host) : -1;
        return path >= 0 && path < star ? WildcardPathFault : WildcardFault;
    }

    private static string? SubdomainFault(ReadOnlySpan<byte> host) =>
        EgressHost.IsAddress(host) ? "Leave out `*.`: an address has no names below it."
        : !host.Contains((byte)'.') ? "Write at least two labels after `*.`, such as `*.example.com`: a whole top-level domain belongs to everybody."
        : null;

    private bool CoversHost(ReadOnlySpan<byte> host)
    {
        if (!CoversSubdomains) return host.SequenceEqual(_host);
        return host.Length > _host.Length && host.EndsWith(_host) && host[^(_host.Length + 1)] == '.';
    }

    private bool CoversPath(ReadOnlySpan<byte> path) =>
        path.StartsWith(_path) && (path.Length == _path.Length || path[_path.Length] == '/');
}
