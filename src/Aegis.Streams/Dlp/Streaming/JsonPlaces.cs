using System.Text;
using System.Text.Json;
using Aegis.Streams.Dlp.Readers;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Tells by which keys of a text of JSON something lies: `customer.emails[]`.</summary>
internal sealed class JsonPlaces
{
    private const int LongestName = 40;
    private const int MostNames = 8;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonWalk.MaxDepth, AllowMultipleValues = true };

    // One for each depth; a length of -1 is an array, -2 a name in which something was found.
    private readonly (int Start, int Length)[] _names = new (int, int)[JsonWalk.MaxDepth + 2];
    private readonly StringBuilder _path = new();

    /// <summary>Finds the keys of findings.</summary>
    /// <param name="line">The text.</param>
    /// <param name="start">What the places of findings are counted from: where the text starts.</param>
    /// <param name="findings">The findings in the text, in the order of their places.</param>
    /// <param name="paths">Takes a path for each; empty: not known.</param>
    public void Locate(ReadOnlySpan<byte> line, int start, ReadOnlySpan<DlpFinding> findings, List<string> paths)
    {
        var next = 0;
        try
        {
            var reader = new Utf8JsonReader(line, Options);
            while (next < findings.Length && reader.Read())
            {
                var isFound = findings[next].Start - start < reader.BytesConsumed;
                if (reader.TokenType == JsonTokenType.PropertyName) _names[reader.CurrentDepth] = isFound ? (0, -2) : ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                else if (reader.TokenType == JsonTokenType.StartArray) _names[reader.CurrentDepth + 1] = (0, -1);
                if (!isFound) continue;
                var path = PathOf(line, reader.CurrentDepth);
                for (; next < findings.Length && findings[next].Start - start < reader.BytesConsumed; next++) paths.Add(path);
            }
        }
        catch (JsonException)
        {
            // The scanner asks less of JSON than this reader does, so that nothing escapes it.
        }

        for (; next < findings.Length; next++) paths.Add("");
    }

    private string PathOf(ReadOnlySpan<byte> line, int depth)
    {
        _path.Clear();
        for (var level = 1; level <= Math.Min(depth, MostNames); level++)
        {
            var (start, length) = _names[level];
            if (length != -1 && _path.Length > 0) _path.Append('.');
            if (length < 0) _path.Append(length == -1 ? "[]" : "*");
            else _path.Append(Encoding.UTF8.GetString(line.Slice(start, Math.Min(length, LongestName))));
        }

        return depth > MostNames ? _path.Append("...").ToString() : _path.ToString();
    }
}
