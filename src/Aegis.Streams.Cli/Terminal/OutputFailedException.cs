namespace Aegis.Streams.Cli.Terminal;

/// <summary>The output cannot be written, as on a disk that is full.</summary>
internal sealed class OutputFailedException(IOException cause) : IOException($"the output cannot be written: {cause.Message}", cause);
