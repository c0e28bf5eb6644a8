using Aegis.Streams.Dlp.Detectors;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>Computes check functions.</summary>
internal static class CheckFunctions
{
    private const int MostDigits = 128;

    /// <summary>Says whether a function holds of a text: of its digits, whatever groups them.</summary>
    public static bool Holds(CheckFunction check, ReadOnlySpan<byte> text)
    {
        if (check == CheckFunction.None) return true;
        if (check == CheckFunction.Mod97) return RestOf97(text) == 1;
        Span<byte> digits = stackalloc byte[MostDigits];
        var count = 0;
        foreach (var one in text)
        {
            if (!ByteClass.IsDigit(one)) continue;
            if (count == MostDigits) return false;
            digits[count++] = (byte)(one - '0');
        }

        if (count < 2) return false;
        return check == CheckFunction.Luhn ? Digits.HasLuhn(digits[..count]) : Digits.HasVerhoeff(digits[..count]);
    }

    private static int RestOf97(ReadOnlySpan<byte> text)
    {
        var rest = 0;
        foreach (var one in text)
        {
            if (ByteClass.IsDigit(one)) rest = ((rest * 10) + one - '0') % 97;
            else if ((uint)((one | 0x20) - 'a') < 26) rest = ((rest * 100) + (one | 0x20) - 'a' + 10) % 97;
        }

        return rest;
    }
}
