namespace Aegis.Streams.Contracts;

/// <summary>What the contract demands of a field beyond its type, for values of its JSON form.</summary>
internal sealed record FieldBounds
{
    /// <summary>Gets a value indicating whether the field must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Gets the pattern of a text (ECMA-262), anchored; <see langword="null"/>: any.</summary>
    public string? Pattern { get; init; }

    /// <summary>Gets the format of a text as JSON Schema calls it, a remark only; <see langword="null"/>: none.</summary>
    public string? Format { get; init; }

    /// <summary>Gets the most characters of a text, or of each text of a list or map; <see langword="null"/>: any.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Gets the smallest number; <see langword="null"/>: any.</summary>
    public long? Minimum { get; init; }

    /// <summary>Gets the largest number; <see langword="null"/>: any.</summary>
    public long? Maximum { get; init; }

    /// <summary>Gets the most items of a list or pairs of a map; <see langword="null"/>: any.</summary>
    public int? MaxItems { get; init; }

    /// <summary>Gets the most characters of a name in a map or of an item in a list; none may be empty. <see langword="null"/>: any.</summary>
    public int? MaxNameLength { get; init; }

    /// <summary>Gets a value indicating whether the field's bytes are one JSON object, which stands as itself in the JSON form.</summary>
    public bool IsJsonObject { get; init; }
}
