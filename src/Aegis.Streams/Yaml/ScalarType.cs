namespace Aegis.Streams.Yaml;

/// <summary>What a scalar is. Quotes make a text of anything.</summary>
internal enum ScalarType
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>`null`, or no value at all.</summary>
    Null,

    /// <summary>`true` or `false`.</summary>
    Boolean,

    /// <summary>A number in the grammar of JSON (RFC 8259, section 6).</summary>
    Number,
}
