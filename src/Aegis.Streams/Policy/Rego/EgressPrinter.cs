using System.Globalization;
using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Prints allow-lists as functions of a canonical URL, which is an object of scheme, host, port and path.</summary>
internal static class EgressPrinter
{
    public static RegoTerm Matches(RegoModule module, EgressAllowList allowed) =>
        module.Define("aegis_egress", "url", [.. allowed.Entries.Select(Lines)]);

    private static string[] Lines(EgressEntry entry)
    {
        var lines = new List<string>
        {
            $"url.scheme == {RegoText.Quote(entry.Scheme)}",
            entry.CoversSubdomains ? $"endswith(url.host, {RegoText.Quote($".{entry.Host}")})" : $"url.host == {RegoText.Quote(entry.Host)}",
            string.Create(CultureInfo.InvariantCulture, $"url.port in [{entry.Port}]"),
        };

        // With a slash after both, the path itself and what is below it begin alike, and `/v10` does not begin like `/v1`.
        if (entry.Path.Length > 0) lines.Add($"startswith(concat(\"\", [url.path, \"/\"]), {RegoText.Quote($"{entry.Path}/")})");
        return [.. lines];
    }
}
