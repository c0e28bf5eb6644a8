using System.Text;
using System.Text.Unicode;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Tables;

/// <summary>Reads the rows of a table from a file, line by line: a bad line is rejected by itself, and takes no neighbour with it.</summary>
/// <typeparam name="T">What the table holds.</typeparam>
/// <param name="stream">The file.</param>
/// <param name="name">Its name, for messages.</param>
/// <param name="codec">The table's codec.</param>
/// <param name="format">The format of the lines.</param>
internal sealed class TableFile<T>(Stream stream, string name, ITableCodec<T> codec, ITableFormat<T> format)
    where T : class
{
    private readonly LineReader _lines = new(stream);
    private readonly Dictionary<string, long> _keys = new(StringComparer.Ordinal);

    /// <summary>Gets how many bytes of the file were read.</summary>
    public long BytesRead => _lines.BytesRead;

    /// <summary>Gets the keys of the rows that were read, each with its line.</summary>
    public IReadOnlyDictionary<string, long> Keys => _keys;

    /// <summary>Reads the lines; those with nothing in them are left out.</summary>
    /// <returns>The lines, each valid until the next one.</returns>
    /// <exception cref="CliRefusalException">The header shows that this is not such a file.</exception>
    public IEnumerable<TableLine<T>> Read()
    {
        var isHeaderRead = format.Header is null;
        while (_lines.TryRead(out var raw))
        {
            if (raw.Span.TrimStart(" \t"u8).IsEmpty) continue;
            if (isHeaderRead)
            {
                yield return Read(raw);
                continue;
            }

            isHeaderRead = true;
            if ((CheckText(raw) ?? format.ReadHeader(Encoding.UTF8.GetString(raw.Span))) is { } fault)
                throw CliRefusalException.Fault($"{name}:{_lines.Number}: {fault}");
        }

        if (!isHeaderRead) throw CliRefusalException.Fault($"{name} holds nothing, not even the header `{format.Header}`; see that it was written whole");
    }

    private TableLine<T> Read(ReadOnlyMemory<byte> raw)
    {
        if (CheckText(raw) is { } textFault) return Reject(textFault, raw);
        if (!format.TryRead(raw, out var row, out var fault)) return Reject(fault, raw);
        if (codec.Validate(row) is { } rowFault) return Reject(rowFault, raw);
        var key = codec.EncodeKey(row);

        // Of two lines for one key nobody can say which one was meant: the first one stands and the other is shown.
        var keyText = Encoding.UTF8.GetString(key);
        return _keys.TryAdd(keyText, _lines.Number)
            ? new TableLine<T>(_lines.Number, row, key, null, raw)
            : Reject(new FieldFault("key", $"repeats the key of line {_keys[keyText]}, which stands"), raw);
    }

    private FieldFault? CheckText(ReadOnlyMemory<byte> raw)
    {
        if (_lines.IsTooLong) return new FieldFault("line", $"must have at most {LineReader.MaxLineBytes} bytes");
        return Utf8.IsValid(raw.Span) ? null : new FieldFault("line", "is not valid UTF-8 text; save the file as UTF-8");
    }

    private TableLine<T> Reject(FieldFault fault, ReadOnlyMemory<byte> raw) => new(_lines.Number, null, [], fault, raw);
}
