namespace Aegis.Streams.Policy.Evaluation;

/// <summary>What a <see cref="Guard"/> tests.</summary>
internal enum GuardKind : byte
{
    /// <summary>A number lies between whole numbers.</summary>
    Range,

    /// <summary>A text is one of a list.</summary>
    Text,

    /// <summary>A text begins with one of a list.</summary>
    Prefix,

    /// <summary>A text ends with one of a list.</summary>
    Suffix,

    /// <summary>A truth value is one of a list.</summary>
    Boolean,

    /// <summary>A value has one of a set of types.</summary>
    Type,
}
