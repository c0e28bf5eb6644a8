using System.Text;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Knows the last labels of domains by which a name is told from a word where nothing else does.</summary>
internal static class TopLevelDomain
{
    private const int Longest = 7;

    private static readonly string[] WellKnown = "com org net edu gov io co de uk fr es it nl ch eu ca au info biz app dev ai example".Split(' ');

    /// <summary>Says whether a label is one of them.</summary>
    /// <param name="label">The label.</param>
    public static bool IsWellKnown(ReadOnlySpan<byte> label)
    {
        if (label.Length > Longest) return false;
        foreach (var one in WellKnown)
            if (Ascii.EqualsIgnoreCase(label, one)) return true;
        return false;
    }

    /// <summary>Finds how long one of them is that digits follow, as where a telephone touches an address.</summary>
    /// <param name="label">The label.</param>
    /// <returns>Its length; 0: there is none.</returns>
    public static int LengthAt(ReadOnlySpan<byte> label)
    {
        var digit = label.IndexOfAnyInRange((byte)'0', (byte)'9');
        return digit > 0 && IsWellKnown(label[..digit]) ? digit : 0;
    }
}
