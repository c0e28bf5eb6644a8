namespace Aegis.Streams.Policy.Evaluation;

/// <summary>What a <see cref="Guard"/> tests.</summary>
internal enum GuardKind : byte
{
    /// <summary>A number lies between whole numbers of 32 bits.</summary>
    Range,

    /// <summary>A number lies between larger whole numbers.</summary>
    WideRange,

    /// <summary>A text is one of a list.</summary>
    Text,

    /// <summary>A text begins with one of a list.</summary>
    Prefix,

    /// <summary>A text ends with one of a list.</summary>
    Suffix,

    /// <summary>A text has so many code points.</summary>
    Length,

    /// <summary>A whole text matches a pattern.</summary>
    Pattern,

    /// <summary>A part of a text matches a pattern.</summary>
    Search,

    /// <summary>A truth value is one of a list.</summary>
    Boolean,

    /// <summary>A value has one of a set of types.</summary>
    Type,

    /// <summary>A value is a number without a fraction.</summary>
    Integer,
}
