using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>Tells where words end.</summary>
internal static class WordEnd
{
    /// <summary>Says whether a place does not lie between two letters or digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place.</param>
    public static bool IsAt(ReadOnlySpan<byte> text, int at) => at == 0 || at == text.Length || !ByteClass.IsAlphanumeric(text[at - 1]) || !ByteClass.IsAlphanumeric(text[at]);
}
