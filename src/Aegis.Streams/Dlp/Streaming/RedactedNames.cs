using System.Text;
using System.Text.Json;
using Aegis.Streams.Dlp.Readers;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>
/// Tells whether the names of an object stay apart when values in them are redacted: two spellings of one value become one label, and a
/// name may be a label already. Which of two members of one name is read differs from reader to reader.
/// </summary>
internal sealed class RedactedNames
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonWalk.MaxDepth };

    private readonly CanonicalValue _value = new();
    private readonly Dictionary<string, bool>[] _names = [.. Enumerable.Range(0, JsonWalk.MaxDepth + 2).Select(_ => new Dictionary<string, bool>(StringComparer.Ordinal))];
    private readonly (bool IsRedacted, bool IsLabel)[] _seen = new (bool IsRedacted, bool IsLabel)[JsonWalk.MaxDepth + 2];

    /// <summary>Says whether names stay apart.</summary>
    /// <param name="line">A text of JSON.</param>
    /// <param name="start">What the places of findings are counted from: where the text starts.</param>
    /// <param name="findings">The findings in the text, in the order of their places.</param>
    public bool AreApart(ReadOnlySpan<byte> line, int start, ReadOnlySpan<DlpFinding> findings)
    {
        var reader = new Utf8JsonReader(line, Options);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                _names[reader.CurrentDepth + 1].Clear();
                _seen[reader.CurrentDepth + 1] = default;
            }

            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            var from = (int)reader.TokenStartIndex + 1;
            var name = NameOf(line, start, from, from + reader.ValueSpan.Length, findings, out var isRedacted);
            ref var seen = ref _seen[reader.CurrentDepth];
            seen = (seen.IsRedacted | isRedacted, seen.IsLabel | (!isRedacted && HasLabel(reader.ValueSpan)));
            if (seen is { IsRedacted: true, IsLabel: true }) return false;
            if (_names[reader.CurrentDepth].TryAdd(name, isRedacted)) continue;
            if (isRedacted || _names[reader.CurrentDepth][name]) return false;
        }

        return true;
    }

    private static bool HasLabel(ReadOnlySpan<byte> name)
    {
        for (var at = 0; at < name.Length; at++)
            if (name[at] is (byte)'\\' || (name[at] == '[' && RedactionLabel.LengthAt(name[at..]) > 0)) return true;
        return false;
    }

    /// <summary>Spells a name with what each value in it means in the place of the value.</summary>
    private string NameOf(ReadOnlySpan<byte> line, int start, int from, int to, ReadOnlySpan<DlpFinding> findings, out bool isRedacted)
    {
        var name = new StringBuilder();
        isRedacted = false;
        foreach (ref readonly var finding in findings)
        {
            var place = finding.Start - start;
            if (place < from || place >= to || finding.Flags.HasFlag(FindingFlags.Secondary)) continue;
            isRedacted = true;
            _value.Read(line[place..(place + finding.Length)], CanonicalValue.FormOf(finding.Entity), finding.Nesting + 1);
            name.Append(Encoding.UTF8.GetString(line[from..place])).Append('\0').Append(finding.Entity).Append(':').Append(Convert.ToHexString(_value.Text)).Append('\0');
            from = place + finding.Length;
        }

        return name.Append(Encoding.UTF8.GetString(line[from..to])).ToString();
    }
}
