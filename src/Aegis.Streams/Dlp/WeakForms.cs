namespace Aegis.Streams.Dlp;

/// <summary>Disguises that are undone only on demand: what they hide is rare in honest data, and undoing them costs time.</summary>
[Flags]
public enum WeakForms : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Text in hexadecimal: runs of 32 digits and more.</summary>
    Hex = 1,

    /// <summary>Quoted-printable (RFC 2045 section 6.7).</summary>
    QuotedPrintable = 2,

    /// <summary>Letters moved by 13 places.</summary>
    Rot13 = 4,

    /// <summary>Digits as words of English: seven and more in a row.</summary>
    SpelledDigits = 8,

    /// <summary>All of them.</summary>
    All = Hex | QuotedPrintable | Rot13 | SpelledDigits,
}
