using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Aegis.Streams.Cli;

/// <summary>What surrounds a run of the command line: streams, terminal, variables, clock. Tests give their own.</summary>
internal sealed record CliHost
{
    private const int FallbackWidth = 100;

    /// <summary>Gets the input, for verbs that take `-` for a file.</summary>
    public required Stream Input { get; init; }

    /// <summary>Gets where data goes. Buffered: it is flushed at the end, and by verbs that tail.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Gets the stream under <see cref="Output"/>, for data that is no text: as it comes in, not buffered. Not for verbs that use the other.</summary>
    public Stream OutputBytes { get; init; } = Stream.Null;

    /// <summary>Gets where everything goes that is not data.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Gets a value indicating whether the output is a terminal.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Gets a value indicating whether the error stream is a terminal.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Gets a value indicating whether a person can be asked.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Gets the columns of the terminal.</summary>
    public int Width { get; init; } = FallbackWidth;

    /// <summary>Gets the environment variables.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets the folder that default paths are under: `AEGIS_HOME`, which the launcher sets, else the current folder.</summary>
    public string Home => Variable("AEGIS_HOME") is { Length: > 0 } home ? home : Directory.GetCurrentDirectory();

    public static CliHost OfProcess() => OfProcess(OpenOutput());

    private static CliHost OfProcess(Stream output) => new()
    {
        Input = Console.OpenStandardInput(),
        Output = new StreamWriter(output, new UTF8Encoding(false), 1 << 16),
        OutputBytes = output,
        Error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true },
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        IsInputTerminal = !Console.IsInputRedirected,
        Width = Console.IsOutputRedirected && Console.IsErrorRedirected ? FallbackWidth : TerminalWidth(),
        Variable = Environment.GetEnvironmentVariable,
    };

    /// <summary>Opens the standard output so that a reader who has gone away is noticed, which the console's own stream keeps to itself.</summary>
    private static Stream OpenOutput()
    {
        if (OperatingSystem.IsWindows()) return Console.OpenStandardOutput();
        var output = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

        // A file has no reader, and others who write to it go by the offset that they share, which this stream would not move.
        return output.CanSeek ? Console.OpenStandardOutput() : output;
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : FallbackWidth;
        }
        catch (IOException)
        {
            return FallbackWidth;
        }
    }
}
