namespace Aegis.Streams.Cli.Terminal;

/// <summary>Whoever read the data is gone, such as `head` after its last line.</summary>
internal sealed class OutputClosedException(IOException cause) : IOException("the output was closed by its reader", cause);
