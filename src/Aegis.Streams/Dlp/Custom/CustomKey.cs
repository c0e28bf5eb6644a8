using System.Text;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>Reads names of keys and columns: letters and digits alone, so that `projectCode`, `project_code` and `Project Code` are one.</summary>
internal static class CustomKey
{
    /// <summary>The longest name, in letters and digits.</summary>
    public const int Longest = 64;

    /// <summary>Says whether a text is a name that can be told apart.</summary>
    public static bool IsValid(string text) => text.Length <= 2 * Longest && Fold(text) is var folded && !folded.AsSpan().ContainsAny(ByteClass.OtherLetter, ByteClass.OtherSign) && Read(folded, stackalloc byte[Longest]) > 0;

    /// <summary>Reads a name.</summary>
    public static byte[] Canonical(string text)
    {
        Span<byte> canonical = stackalloc byte[Longest];
        return canonical[..Math.Max(0, Read(Fold(text), canonical))].ToArray();
    }

    /// <summary>Reads a name.</summary>
    /// <param name="folded">The name, folded.</param>
    /// <param name="canonical">Takes what is left of it.</param>
    /// <returns>How long that is; -1: too long.</returns>
    public static int Read(ReadOnlySpan<byte> folded, Span<byte> canonical)
    {
        var length = 0;
        foreach (var one in folded)
        {
            if (!ByteClass.IsAlphanumeric(one)) continue;
            if (length == canonical.Length) return -1;
            canonical[length++] = Term.Small(one);
        }

        return length;
    }

    private static byte[] Fold(string text)
    {
        var fold = new TextFold();
        fold.Fold(Encoding.UTF8.GetBytes(text));
        return fold.Text.ToArray();
    }
}
