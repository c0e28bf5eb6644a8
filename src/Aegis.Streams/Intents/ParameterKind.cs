using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.Intents;

/// <summary>What a JSON value is.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "These are JSON's own names.")]
public enum ParameterKind : byte
{
    /// <summary>An object.</summary>
    Object,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A string.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>The literal `true`.</summary>
    True,

    /// <summary>The literal `false`.</summary>
    False,

    /// <summary>The literal `null`.</summary>
    Null,
}
