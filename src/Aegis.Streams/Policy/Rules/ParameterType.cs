using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.Policy.Rules;

/// <summary>The types of JSON values, with integers among the numbers.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "These are the names that JSON Schema gives them.")]
public enum ParameterType
{
    /// <summary>A text.</summary>
    String,

    /// <summary>Any number.</summary>
    Number,

    /// <summary>A number without a fraction, however it is spelt: 25.0 and 2.5e1 are integers.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>An object.</summary>
    Object,

    /// <summary>An array.</summary>
    Array,

    /// <summary>Null, which is a value: a parameter that is null is present.</summary>
    Null,
}
