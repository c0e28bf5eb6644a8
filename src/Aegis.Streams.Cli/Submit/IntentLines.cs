using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Cli.Submit;

/// <summary>Reads JSON intents from a file, one a line, as the stream itself reads them. Empty lines are skipped.</summary>
/// <param name="assignsIds">Whether an intent without an id gets one.</param>
/// <param name="replyTopic">The reply topic of intents that name none; <see langword="null"/>: none.</param>
internal sealed class IntentLines(bool assignsIds, string? replyTopic)
{
    /// <summary>The longest line. Larger records are refused by any topic of a deployment.</summary>
    public const int MaxLineBytes = 16 << 20;

    /// <summary>Gets the header that says how lines are encoded.</summary>
    public static RecordHeader ContentType { get; } = new(RecordHeaderNames.ContentType, Encoding.ASCII.GetBytes(ContentTypes.Json));

    private const int BlockBytes = 1 << 16;
    private readonly IntentReader _reader = new(new IntentLimits());

    /// <summary>Opens a file of intents.</summary>
    /// <param name="run">The run.</param>
    /// <param name="file">The file; `-` is the standard input.</param>
    /// <returns>The file.</returns>
    /// <exception cref="CliRefusalException">It cannot be read.</exception>
    public static Stream Open(CommandRun run, string file)
    {
        if (file == "-") return run.Host.Input;
        try
        {
            return File.OpenRead(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the file of intents {file} cannot be read: {FileFault.Why(file, fault)}", fault);
        }
    }

    /// <summary>Reads lines while they are asked for.</summary>
    /// <param name="input">The file.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="CliRefusalException">A line is too long.</exception>
    public IEnumerable<IntentLine> Read(Stream input, string name)
    {
        var block = new byte[BlockBytes];
        var rest = new MemoryStream();
        var number = 0L;
        while (input.Read(block) is > 0 and var length)
        {
            var start = 0;
            for (var end = Array.IndexOf(block, (byte)'\n', 0, length); end >= 0; end = Array.IndexOf(block, (byte)'\n', start, length - start))
            {
                rest.Write(block, start, end - start);
                start = end + 1;
                if (ToLine(rest, ++number) is { } line) yield return line;
            }

            rest.Write(block, start, length - start);
            if (rest.Length > MaxLineBytes) throw CliRefusalException.Fault($"line {number + 1} of {name} is longer than {MaxLineBytes >> 20} MiB; no topic takes such an intent");
        }

        if (ToLine(rest, number + 1) is { } last) yield return last;
    }

    /// <summary>Makes one line of bytes an intent.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="value">Its bytes.</param>
    /// <returns>The line, with what was asked to be added to it.</returns>
    public IntentLine ToLine(long number, byte[] value)
    {
        var line = Parse(number, value);
        if (assignsIds && line.Fault is { Code: ReasonCodes.MissingField, Path: "id" }) line = Parse(number, Insert(value, "id", Guid.NewGuid().ToString()));
        if (replyTopic is not null && line.Intent is { ReplyTopic: null }) line = Parse(number, Insert(line.Value, "reply_topic", replyTopic));
        return line;
    }

    private static byte[] Insert(byte[] value, string field, string text)
    {
        var open = Array.IndexOf(value, (byte)'{');
        var isEmpty = value.AsSpan(open + 1).TrimStart(" \t"u8) is [(byte)'}', ..];
        return [.. value.AsSpan(0, open + 1), .. Encoding.UTF8.GetBytes($"\"{field}\":\"{text}\"{(isEmpty ? "" : ",")}"), .. value.AsSpan(open + 1)];
    }

    private IntentLine? ToLine(MemoryStream bytes, long number)
    {
        var value = bytes.ToArray().AsSpan().TrimEnd((byte)'\r').ToArray();
        bytes.SetLength(0);
        return value.AsSpan().Trim(" \t"u8).IsEmpty ? null : ToLine(number, value);
    }

    private IntentLine Parse(long number, byte[] value)
    {
        // A content type says JSON, so that a line of any other first byte is read as what it was meant to be.
        var reading = _reader.Read(new SourceRecord { Topic = "", Partition = 0, Offset = 0, Timestamp = default, Value = value, Headers = [ContentType] });
        return new IntentLine(number, value, reading.Intent, reading.Fault);
    }
}
