using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Formatting;

/// <summary>The lines of a YAML text, and what its nodes look like there.</summary>
internal sealed class SourceLines
{
    private readonly string[] _lines;
    private readonly HashSet<int> _textBlocks = [];
    private readonly Dictionary<YamlNode, bool> _oneLine = new(ReferenceEqualityComparer.Instance);

    public SourceLines(string text, IEnumerable<YamlNode> documents)
    {
        _lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        foreach (var document in documents) FindTextBlocks(document);
    }

    /// <summary>Gets the number of lines.</summary>
    public int Count => _lines.Length;

    /// <summary>Gets a line.</summary>
    /// <param name="line">Its number, from 1.</param>
    public string this[int line] => _lines[line - 1];

    public bool IsInTextBlock(int line) => _textBlocks.Contains(line);

    public bool IsMarker(int line) => this[line] is ['-', '-', '-', ..] text && (text.Length == 3 || text[3] is ' ' or '\t');

    /// <summary>Gets the lines of a text behind `|` or `>`, without their indentation.</summary>
    /// <returns>The header and the lines; <see langword="null"/>: the scalar is none.</returns>
    public (string Header, string[] Lines)? TextBlock(YamlScalar scalar)
    {
        if (!IsTextBlock(scalar)) return null;
        var header = this[scalar.Line].Substring(scalar.Column - 1, scalar.Place.Length);
        var lines = Enumerable.Range(scalar.Line + 1, Count - scalar.Line).TakeWhile(IsInTextBlock).Select(line => this[line]).ToArray();
        var indent = lines.Where(line => line.Trim().Length > 0).Select(Indent).DefaultIfEmpty().First();
        return (header, [.. lines.Select(line => line.Length <= indent ? "" : line[indent..])]);
    }

    /// <summary>Says whether a mapping or list is written in brackets and in one line.</summary>
    public bool IsOneLine(YamlNode node)
    {
        if (node is YamlScalar || this[node.Line].ElementAtOrDefault(node.Column - 1) is not ('[' or '{')) return false;
        if (_oneLine.TryGetValue(node, out var known)) return known;
        return _oneLine[node] = LastLine(node) == node.Line;
    }

    private static int LastLine(YamlNode node) => node switch
    {
        YamlSequence { Items: [.., var last] } => LastLine(last),
        YamlMapping { Entries: [.., var last] } => Math.Max(last.Key.Line, LastLine(last.Value)),
        _ => node.Line,
    };

    private void FindTextBlocks(YamlNode node)
    {
        foreach (var item in node is YamlSequence sequence ? sequence.Items : []) FindTextBlocks(item);
        foreach (var (_, value) in node is YamlMapping mapping ? mapping.Entries : []) FindTextBlocks(value);
        if (node is not YamlScalar scalar || !IsTextBlock(scalar)) return;
        var line = scalar.Line + 1;
        while (line <= Count && this[line].Trim().Length == 0) line++;
        if (line > Count) return;
        var indent = Indent(this[line]);
        if (indent == 0) return;
        var last = scalar.Line;
        for (line = scalar.Line + 1; line <= Count && (this[line].Trim().Length == 0 || Indent(this[line]) >= indent); line++)
            if (this[line].Trim().Length > 0) last = line;
        for (line = scalar.Line + 1; line <= last; line++) _textBlocks.Add(line);
    }

    private bool IsTextBlock(YamlScalar scalar) => !scalar.IsPlain && scalar.Place.Length is 1 or 2 && this[scalar.Line].ElementAtOrDefault(scalar.Column - 1) is '|' or '>';

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;
}
