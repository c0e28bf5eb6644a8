using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Aegis.Streams.Server.Bundles;

/// <summary>
/// How long a request is willing to wait for a change. Open Policy Agent says `Prefer: modes=snapshot,delta;wait=30`, which after RFC 7240 would make `wait` a parameter of `delta`;
/// both spellings are taken, and what cannot be read is no wish.
/// </summary>
internal static class LongPoll
{
    private const string Wait = "wait=";

    /// <summary>Finds the wish.</summary>
    /// <param name="prefer">The header `Prefer`.</param>
    /// <param name="longest">The longest that is granted.</param>
    /// <returns>How long; zero: not at all.</returns>
    public static TimeSpan WaitOf(StringValues prefer, TimeSpan longest)
    {
        foreach (var value in prefer)
        {
            foreach (var part in (value ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
            {
                if (!part.StartsWith(Wait, StringComparison.OrdinalIgnoreCase) || !int.TryParse(part.AsSpan(Wait.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) continue;
                var wait = TimeSpan.FromSeconds(seconds);
                return wait < longest ? wait : longest;
            }
        }

        return TimeSpan.Zero;
    }
}
