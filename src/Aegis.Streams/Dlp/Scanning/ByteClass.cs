using System.Runtime.CompilerServices;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Tells classes of bytes apart. Text that is scanned is ASCII, or folded to it with one byte for each character.</summary>
internal static class ByteClass
{
    /// <summary>Stands in folded text for a letter that has no likeness in ASCII.</summary>
    public const byte OtherLetter = 0x80;

    /// <summary>Stands in folded text for a sign that has no likeness in ASCII.</summary>
    public const byte OtherSign = 0x81;

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
}
