using System.Globalization;
using System.Text;
using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Tests.Policy.Egress;

/// <summary>The parts of a target as strings: what other engines are given.</summary>
internal sealed record EgressParts(string Scheme, string Host, int Port, string Path, string Query)
{
    public static EgressParts? Read(byte[] url, out EgressFault fault) =>
        EgressTarget.TryParse(url, new byte[EgressTarget.MaxLength], out var target, out fault)
            ? new EgressParts(Ascii(target.Scheme), Ascii(target.Host), target.Port, Ascii(target.Path), Ascii(target.Query))
            : null;

    public static EgressParts? Read(string url) => Read(Encoding.UTF8.GetBytes(url), out _);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Host}:{Port}{Path}{(Query.Length == 0 ? "" : "?" + Query)}");

    private static string Ascii(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes);
}
