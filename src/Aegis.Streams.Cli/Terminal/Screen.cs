using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aegis.Streams.Cli.Terminal;

/// <summary>An output that may be a terminal.</summary>
/// <param name="writer">Where text goes.</param>
/// <param name="isTerminal">Whether that is a terminal.</param>
/// <param name="isColorful">Whether colours are wanted, if it is one.</param>
/// <param name="width">Columns of the terminal.</param>
/// <exception cref="OutputClosedException">Any call may throw it.</exception>
/// <exception cref="OutputFailedException">Any call may throw it.</exception>
internal sealed class Screen(TextWriter writer, bool isTerminal, bool isColorful, int width)
{
    // EPIPE, which .NET hands on as it is.
    private const int BrokenPipe = 32;

    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets a value indicating whether a person looks at it.</summary>
    public bool IsTerminal => isTerminal;

    /// <summary>Gets a value indicating whether colours are shown.</summary>
    public bool IsColorful => isTerminal && isColorful;

    /// <summary>Gets the columns.</summary>
    public int Width => width;

    /// <summary>Colours a text, where there are colours.</summary>
    /// <param name="ink">The look.</param>
    /// <param name="text">The text.</param>
    /// <returns>The text, with escape sequences around it or not.</returns>
    public string Paint(Ink ink, string text) => isTerminal && isColorful && ink != Ink.Plain ? $"\e[{Code(ink)}m{text}\e[0m" : text;

    /// <summary>Writes a line as it is. Text that came from elsewhere must have gone through <see cref="TerminalText.Clean"/>.</summary>
    /// <param name="line">The line without its end.</param>
    public void WriteLine(string line) => Guard(() => writer.Write(line + "\n"));

    /// <summary>Writes text as it is, without a line end.</summary>
    /// <param name="text">The text.</param>
    public void Write(string text) => Guard(() => writer.Write(text));

    /// <summary>Writes one JSON value as one line. What a terminal would obey is escaped.</summary>
    /// <param name="write">Writes the value.</param>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, JsonOptions)) write(json);
        WriteLine(TerminalText.Clean(Encoding.UTF8.GetString(output.WrittenSpan)));
    }

    /// <summary>Sends on what was written.</summary>
    public void Flush() => Guard(writer.Flush);

    private static string Code(Ink ink) => ink switch
    {
        Ink.Dim => "2",
        Ink.Bold => "1",
        Ink.Green => "32",
        Ink.Yellow => "33",
        Ink.Red => "31",
        Ink.Magenta => "35",
        _ => "36",
    };

    private static void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException fault) when (fault.HResult is BrokenPipe)
        {
            throw new OutputClosedException(fault);
        }
        catch (IOException fault)
        {
            throw new OutputFailedException(fault);
        }
    }
}
