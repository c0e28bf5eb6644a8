namespace Aegis.Streams.Dlp.Custom;

/// <summary>What must hold of the digits of a value.</summary>
public enum CheckFunction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The formula of Luhn (ISO/IEC 7812-1, annex B).</summary>
    Luhn,

    /// <summary>The formula of Verhoeff.</summary>
    Verhoeff,

    /// <summary>MOD 97-10 (ISO 7064) over letters and digits: the rest is 1.</summary>
    Mod97,
}
