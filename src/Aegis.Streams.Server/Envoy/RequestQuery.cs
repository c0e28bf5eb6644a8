using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.Server.Envoy;

/// <summary>The parameters of a query, each of which occurs once.</summary>
internal static class RequestQuery
{
    /// <summary>Reads a query.</summary>
    /// <param name="query">The query without its question mark.</param>
    /// <param name="values">The values by name.</param>
    /// <returns>Whether it has one plain meaning: servers differ over names that occur twice, semicolons and broken escapes.</returns>
    public static bool TryRead(string query, [NotNullWhen(true)] out Dictionary<string, string>? values)
    {
        values = null;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (query.Length > 0)
        {
            if (query.Contains(';', StringComparison.Ordinal)) return false;
            foreach (var pair in query.Split('&'))
            {
                var mark = pair.IndexOf('=', StringComparison.Ordinal);
                if (mark <= 0 || Decode(pair[..mark]) is not { } name || Decode(pair[(mark + 1)..]) is not { } value || !found.TryAdd(name, value)) return false;
            }
        }

        values = found;
        return true;
    }

    private static string? Decode(string text) => RequestTarget.Decode(text.Replace('+', ' '));
}
