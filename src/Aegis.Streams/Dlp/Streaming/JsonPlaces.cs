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
    /// <param name="areInNames">Whether some lie in names of members; they are flagged.</param>
    /// <returns>Whether the text could be read.</returns>
    public bool Locate(ReadOnlySpan<byte> line, int start, Span<DlpFinding> findings, List<string> paths, out bool areInNames)
    {
        var (next, isRead) = (0, true);
        areInNames = false;
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
                for (; next < findings.Length && findings[next].Start - start < reader.BytesConsumed; next++)
                {
                    paths.Add(path);
                    if (reader.TokenType != JsonTokenType.PropertyName) continue;
                    areInNames = true;
                    findings[next] = findings[next] with { Flags = findings[next].Flags | FindingFlags.InName };
                }
            }
        }
        catch (JsonException)
        {
            // Whoever reads the line next may fail as well, or make something else of it.
            isRead = false;
        }

        for (; next < findings.Length; next++) paths.Add("");
        return isRead;
    }

    private string PathOf(ReadOnlySpan<byte> line, int depth)
    {
        _path.Clear();
        for (var level = 1; level <= Math.Min(depth, MostNames); level++)
        {
            var (start, length) = _names[level];
            if (length != -1 && _path.Length > 0) _path.Append('.');
            if (length == -1) _path.Append("[]");
            else if (length < 0 || !HeaderCell.IsName(line.Slice(start, length))) _path.Append('*');
            else _path.Append(Encoding.UTF8.GetString(line.Slice(start, Math.Min(length, LongestName))));
        }

        return depth > MostNames ? _path.Append("...").ToString() : _path.ToString();
    }
}
