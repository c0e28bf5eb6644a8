namespace Aegis.Streams.Intents;

/// <summary>Bounds of what is read from an intent. What exceeds one is refused before any work in proportion to it is done.</summary>
public sealed record IntentLimits
{
    /// <summary>Gets the largest record value in bytes.</summary>
    /// <value>The default is 1 MiB, what a Kafka broker takes without being told otherwise.</value>
    public int MaxRecordBytes { get; init; } = 1 << 20;

    /// <summary>Gets the largest parameters in bytes.</summary>
    /// <value>The default is 262,144, the bound of the contract.</value>
    public int MaxParameterBytes { get; init; } = 262_144;

    /// <summary>Gets how many levels of objects and arrays parameters may have.</summary>
    /// <value>The default is 32, the bound of the contract. Must be between 1 and 256.</value>
    public int MaxDepth { get; init; } = 32;

    /// <summary>Gets the longest number in characters.</summary>
    /// <value>The default is 256. Must not exceed <see cref="ExactDecimal.MaxLength"/>.</value>
    public int MaxNumberLength { get; init; } = 256;
}
