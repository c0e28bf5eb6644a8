using System.Runtime.CompilerServices;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Tells classes of bytes apart. Text that is scanned is ASCII, or folded to it with one byte for each character.</summary>
internal static class ByteClass
{
    /// <summary>Stands in folded text for a letter that has no likeness in ASCII.</summary>
    public const byte OtherLetter = 0x80;

    /// <summary>Stands in folded text for a sign that has no likeness in ASCII.</summary>
    public const byte OtherSign = 0x81;

    /// <summary>What each byte is between groups of digits: a <see cref="Separator"/>.</summary>
    public static readonly byte[] SeparatorKinds = MakeSeparatorKinds();

    /// <summary>Says whether a byte is a digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDigit(byte one) => (uint)(one - '0') <= 9;

    /// <summary>Says whether a byte is a letter, of ASCII or not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLetter(byte one) => (uint)((one | 0x20) - 'a') < 26 || one == OtherLetter;

    /// <summary>Says whether a byte is a letter or a digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAlphanumeric(byte one) => IsDigit(one) || IsLetter(one);

    /// <summary>Says whether a byte is a hexadecimal digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsHex(byte one) => IsDigit(one) || (uint)((one | 0x20) - 'a') < 6;

    /// <summary>Gets the value of a hexadecimal digit.</summary>
    public static int HexOf(byte one) => one <= '9' ? one - '0' : (one | 0x20) - 'a' + 10;

    /// <summary>Says whether a byte is a capital letter of ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsCapital(byte one) => (uint)(one - 'A') < 26;

    /// <summary>Says whether a byte may stand between groups of digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSeparator(byte one) => SeparatorKinds[one] != 0;

    /// <summary>Says whether three digits stand in a row.</summary>
    public static bool HasNumber(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        foreach (var one in text)
        {
            digits = IsDigit(one) ? digits + 1 : 0;
            if (digits == 3) return true;
        }

        return false;
    }

    private static byte[] MakeSeparatorKinds()
    {
        var kinds = new byte[256];
        foreach (var (signs, kind) in new[] { (" \n\r\t", Separator.Space), ("-", Separator.Hyphen), (".", Separator.Dot), ("/", Separator.Slash), ("_", Separator.Underscore), ("()", Separator.Parenthesis) })
            foreach (var sign in signs) kinds[sign] = (byte)kind;
        return kinds;
    }
}
