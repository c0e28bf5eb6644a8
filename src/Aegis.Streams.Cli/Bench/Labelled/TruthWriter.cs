using System.Buffers;
using System.Text.Json;

namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>
/// Writes the truth of a file as JSON Lines, one line a document: its number, its first byte in the file and its bytes, then what is in it with offsets
/// from that first byte.
/// </summary>
/// <param name="output">Where it goes.</param>
internal sealed class TruthWriter(Stream output) : IDisposable
{
    private static readonly (TruthFlags Flag, string Name)[] Flags =
    [
        (TruthFlags.Hard, "hard"), (TruthFlags.National, "national"), (TruthFlags.Bare, "bare"), (TruthFlags.InNestedJson, "nested"), (TruthFlags.Escaped, "escaped"),
    ];

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json = new(Stream.Null);

    /// <summary>Writes a line.</summary>
    /// <param name="index">The number of the document.</param>
    /// <param name="offset">Its first byte in the file.</param>
    /// <param name="document">The document.</param>
    public void Write(long index, long offset, LabelledDocument document)
    {
        _line.ResetWrittenCount();
        _json.Reset(_line);
        _json.WriteStartObject();
        _json.WriteNumber("document", index);
        _json.WriteNumber("offset", offset);
        _json.WriteNumber("length", document.Bytes.Length);
        _json.WriteStartArray("truth");
        foreach (var truth in document.Truth) Write(truth);
        _json.WriteEndArray();
        _json.WriteStartArray("negatives");
        foreach (var negative in document.Negatives) Write(negative);
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        output.Write(_line.WrittenSpan);
        output.WriteByte((byte)'\n');
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void Write(TruthLabel truth)
    {
        _json.WriteStartObject();
        _json.WriteString("entity", truth.Entity);
        _json.WriteNumber("start", truth.Start);
        _json.WriteNumber("length", truth.Length);
        _json.WriteString("value", truth.Value);
        _json.WriteString("context", JsonNamingPolicy.SnakeCaseLower.ConvertName(truth.Context.ToString()));
        _json.WriteStartArray("flags");
        foreach (var (flag, name) in Flags)
            if (truth.Flags.HasFlag(flag)) _json.WriteStringValue(name);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void Write(NegativeLabel negative)
    {
        _json.WriteStartObject();
        _json.WriteString("kind", negative.Kind.ToString());
        _json.WriteNumber("start", negative.Start);
        _json.WriteNumber("length", negative.Length);
        _json.WriteEndObject();
    }
}
