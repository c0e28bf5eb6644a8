namespace Aegis.Streams.Policy.Egress;

/// <summary>
/// The characters outside of ASCII whose compatibility form (NFKC, or NFD) holds one of `. / \ % ? # ;`, and the full stops that
/// IDNA takes for dots. A server that folds text after it has cut the path sees separators that nobody else saw.
/// </summary>
/// <remarks>Taken from the decompositions of Unicode 14. Assigned characters keep theirs for ever.</remarks>
internal static class Lookalikes
{
    public static bool Contains(int code) => code switch
    {
        0x037E => true, // Greek question mark, which is a semicolon
        >= 0x2024 and <= 0x2026 => true, // one to three dot leaders
        >= 0x2047 and <= 0x2049 => true, // double question marks
        0x2100 or 0x2101 or 0x2105 or 0x2106 => true, // a/c, a/s, c/o, c/u
        >= 0x2488 and <= 0x249B => true, // digits with a full stop
        0x3002 or 0xFF61 => true, // ideographic full stops
        0x33C2 or 0x33C7 or 0x33D8 => true, // a.m., Co., p.m.
        0xFE14 or 0xFE16 or 0xFE19 or 0xFE30 => true, // forms for vertical text
        0xFE52 or 0xFE54 or 0xFE56 or 0xFE5F or 0xFE68 or 0xFE6A => true, // small forms
        0xFF03 or 0xFF05 or 0xFF0E or 0xFF0F or 0xFF1B or 0xFF1F or 0xFF3C => true, // fullwidth forms
        0x1F100 => true, // digit zero with a full stop
        _ => false,
    };
}
