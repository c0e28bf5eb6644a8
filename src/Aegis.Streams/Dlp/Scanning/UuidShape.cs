using System.Buffers;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Knows a field that is one UUID in its text form (RFC 9562, section 4), which is nothing else whatever its digits look like.</summary>
internal static class UuidShape
{
    /// <summary>Where letters and digits stand: bit i stands for byte i of the field.</summary>
    public const ulong Alphanumeric = 0xF_FF7B_DEFF;

    private const int Length = 36;

    private static readonly SearchValues<byte> Characters = SearchValues.Create("0123456789abcdefABCDEF-"u8);

    /// <summary>Says whether a field is one.</summary>
    /// <param name="field">The field, letters and digits where they belong.</param>
    public static bool IsOne(ReadOnlySpan<byte> field) => field.Length == Length && !field.ContainsAnyExcept(Characters);
}
