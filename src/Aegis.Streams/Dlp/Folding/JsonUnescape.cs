using System.Text;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Folding;

/// <summary>Decodes the escapes of a JSON string (RFC 8259 section 7).</summary>
internal static class JsonUnescape
{
    /// <summary>Decodes a string.</summary>
    /// <param name="text">What stands between the quotes.</param>
    /// <param name="target">Takes the text.</param>
    public static void Decode(ReadOnlySpan<byte> text, MappedText target)
    {
        target.Begin(text.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (var at = 0; at < text.Length;)
        {
            at = target.AddUntil(text, at, (byte)'\\');
            if (at + 1 >= text.Length) break;
            if (text[at + 1] != 'u' || !TryHex(text, at + 2, out var unit))
            {
                target.Add(Single(text[at + 1]), at);
                at += 2;
                continue;
            }

            var length = 6;
            if (char.IsHighSurrogate((char)unit) && at + 7 < text.Length && text[at + 6] == '\\' && text[at + 7] == 'u' && TryHex(text, at + 8, out var low) && char.IsLowSurrogate((char)low))
            {
                unit = char.ConvertToUtf32((char)unit, (char)low);
                length = 12;
            }

            var rune = Rune.IsValid(unit) ? new Rune(unit) : Rune.ReplacementChar;
            foreach (var one in encoded[..rune.EncodeToUtf8(encoded)]) target.Add(one, at);
            at += length;
        }

        target.End(text.Length);
    }

    private static byte Single(byte escape) => escape switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => escape,
    };

    private static bool TryHex(ReadOnlySpan<byte> text, int at, out int value)
    {
        value = 0;
        if (at + 4 > text.Length) return false;
        foreach (var one in text.Slice(at, 4))
        {
            if (!ByteClass.IsHex(one)) return false;
            value = (value << 4) | ByteClass.HexOf(one);
        }

        return true;
    }
}
