namespace Aegis.Streams.Dlp;

/// <summary>What is remarkable about a finding.</summary>
[Flags]
public enum FindingFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A sample that authorities or vendors print, or a number reserved for fiction and documentation.</summary>
    Reserved = 1,

    /// <summary>Invisible characters stood in the value: a strong sign of abuse.</summary>
    Hidden = 2,

    /// <summary>The value was escaped, encoded or spelled in other characters than its own.</summary>
    Encoded = 4,

    /// <summary>Another, longer or surer finding covers it: it is reported and does not change the rewrite.</summary>
    Secondary = 8,

    /// <summary>The value is a number of JSON, not a string: what replaces it needs quotes.</summary>
    Bare = 16,

    /// <summary>Of a mask of the finding nothing stays: it covers a run of base64 or hexadecimal, of which no character is one of the value; or it is a part of a value that stands in several places; or it covers another of which nothing may stay.</summary>
    KeepsNothing = 32,

    /// <summary>The value lies in the name of a member of JSON: two values must not become the same there.</summary>
    InName = 64,

    /// <summary>The value lies in a quoted cell, where a quote is written twice.</summary>
    InQuotes = 128,
}
