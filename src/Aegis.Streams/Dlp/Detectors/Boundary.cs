using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>What may stand beside a value. A number may touch a word; it is none inside a name of parts, a decimal, an address or a longer token.</summary>
internal static class Boundary
{
    private const int MaxToken = 200;

    /// <summary>Says whether a grouped number is part of a name such as `AB-512-43-7781`, or of the path of a URL.</summary>
    public static bool IsPartOfName(in Field field, int start)
    {
        var before = field[start - 1];
        if (ByteClass.IsDigit(before)) return true;
        if (before is (byte)'-' or (byte)'_' or (byte)'.') return ByteClass.IsAlphanumeric(field[start - 2]) && !IsLabel(field, start - 1);
        return before == '/' && IsInPath(field, start);
    }

    /// <summary>Says whether bare digits are part of a longer token, a decimal or the path of a URL. A comma joins nothing: lists have it.</summary>
    public static bool IsPartOfToken(in Field field, int start, int end)
    {
        var (before, after) = (field[start - 1], field[end]);
        if (IsInToken(before) || GoesOn(after)) return true;
        if (before is (byte)'.' or (byte)'-' && ByteClass.IsAlphanumeric(field[start - 2])) return true;
        if (after is (byte)'.' or (byte)'-' && ByteClass.IsAlphanumeric(field[end + 1])) return true;
        return (before == '/' || after == '/') && IsInPath(field, start);
    }

    /// <summary>Says whether digits after a byte are part of a longer token.</summary>
    public static bool IsInToken(byte before) => ByteClass.IsAlphanumeric(before) || before is (byte)'_' or (byte)'#' or (byte)'$';

    /// <summary>Says whether a token goes on after digits.</summary>
    public static bool GoesOn(byte after) => ByteClass.IsAlphanumeric(after) || after is (byte)'_' or (byte)'%';

    /// <summary>Says whether the word that ends here labels what follows, as in `tel-415-555-0132`.</summary>
    private static bool IsLabel(in Field field, int end)
    {
        var start = end;
        while (start > 0 && ByteClass.IsLetter(field[start - 1])) start--;
        return start < end && (KeyName.Read(field.Text[start..end]) & (Signals.Phone | Signals.Ssn)) != 0;
    }

    /// <summary>Says whether a place lies in the path of a URL: after `://` or a leading slash, with no question mark between.</summary>
    private static bool IsInPath(in Field field, int start)
    {
        for (var at = start - 1; at >= 0 && start - at < MaxToken; at--)
        {
            var one = field[at];
            if (one is (byte)'?' or (byte)'#' or (byte)'=') return false;
            if (one <= ' ' || one is (byte)'"' or (byte)'<' or (byte)'(') return field[at + 1] == '/';
            if (one == ':' && field[at + 1] == '/' && field[at + 2] == '/') return true;
        }

        return field[0] == '/';
    }
}
