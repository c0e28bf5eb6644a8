namespace Aegis.Streams.Cli.Submit;

/// <summary>A line that was handed to the producer and waits for its answer.</summary>
/// <param name="line">The line.</param>
/// <param name="intended">When it was to be sent.</param>
internal sealed class SentLine(IntentLine line, long intended)
{
    public IntentLine Line => line;

    public long Intended => intended;

    /// <summary>Gets or sets where it is in the topic of intents; <see langword="null"/>: not yet known.</summary>
    public (int Partition, long Offset)? Position { get; set; }
}
