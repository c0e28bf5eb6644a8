using System.Text.Json;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Readers;
using Aegis.Streams.Policy.Evaluation;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>
/// Knows which members of a text of JSON a profile looks at. Where the text is no JSON to a strict reader, or deeper than that reads, all is looked at.
/// Keeps its memory; one scope serves one thread.
/// </summary>
/// <param name="profile">The profile.</param>
internal sealed class MemberScope(CompiledProfile profile)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonWalk.MaxDepth, AllowMultipleValues = true };

    // By depth; a length of -1 is an item of an array.
    private readonly (int Start, int Length)[] _way = new (int, int)[JsonWalk.MaxDepth + 2];
    private readonly MappedText _name = new();

    /// <summary>Says which findings lie where the profile looks.</summary>
    /// <param name="line">The text.</param>
    /// <param name="start">What the places of findings are counted from: where the text starts.</param>
    /// <param name="findings">The findings in the text, in the order of their places.</param>
    /// <param name="covered">Takes an answer for each.</param>
    public void Locate(ReadOnlySpan<byte> line, int start, ReadOnlySpan<DlpFinding> findings, Span<bool> covered)
    {
        var next = 0;
        try
        {
            var reader = new Utf8JsonReader(line, Options);
            while (next < findings.Length && reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName) _way[reader.CurrentDepth] = ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                else if (reader.TokenType == JsonTokenType.StartArray) _way[reader.CurrentDepth + 1] = (0, -1);
                if (findings[next].Start - start >= reader.BytesConsumed) continue;
                var isCovered = Covers(line, reader.CurrentDepth);
                for (; next < findings.Length && findings[next].Start - start < reader.BytesConsumed; next++) covered[next] = isCovered;
            }
        }
        catch (JsonException)
        {
            // The scanner asks less of JSON than this reader does. What comes after is looked at.
        }

        covered[next..].Fill(true);
    }

    private bool Covers(ReadOnlySpan<byte> line, int depth)
    {
        if (profile.Included.Length > 0 && !IsAny(line, depth, profile.Included, isLoose: true)) return false;
        return !IsAny(line, depth, profile.Excluded, isLoose: false);
    }

    private bool IsAny(ReadOnlySpan<byte> line, int depth, ParameterStep[][] paths, bool isLoose)
    {
        foreach (var path in paths)
            if (isLoose ? IsUnder(line, depth, path) : IsWithin(line, depth, path)) return true;
        return false;
    }

    /// <summary>Says whether the way begins with the names of a path, lists aside.</summary>
    private bool IsUnder(ReadOnlySpan<byte> line, int depth, ParameterStep[] path)
    {
        var level = 1;
        foreach (var step in path)
        {
            if (step.Name is not { } name) continue;
            while (level <= depth && _way[level].Length < 0) level++;
            if (level > depth || !IsNamed(line, level, name)) return false;
            level++;
        }

        return true;
    }

    private bool IsWithin(ReadOnlySpan<byte> line, int depth, ParameterStep[] path)
    {
        if (depth < path.Length) return false;
        for (var i = 0; i < path.Length; i++)
            if (path[i].Name is { } name ? !IsNamed(line, i + 1, name) : _way[i + 1].Length >= 0) return false;
        return true;
    }

    private bool IsNamed(ReadOnlySpan<byte> line, int level, byte[] name)
    {
        var (start, length) = _way[level];
        if (length < 0) return false;
        var raw = line.Slice(start, length);
        if (!raw.Contains((byte)'\\')) return raw.SequenceEqual(name);
        JsonUnescape.Decode(raw, _name);
        return _name.Text.SequenceEqual(name);
    }
}
