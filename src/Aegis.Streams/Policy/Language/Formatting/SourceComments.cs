using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Formatting;

/// <summary>The comments of a YAML text, each with the entry or item that it belongs to.</summary>
internal sealed class SourceComments
{
    private readonly Dictionary<YamlNode, List<string>> _before = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<YamlNode, string> _behind = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<YamlNode> _spaced = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gets the comments above everything else, which stay there.</summary>
    public List<string> First { get; } = [];

    /// <summary>Gets the comments that no entry or item follows.</summary>
    public List<string> Last { get; } = [];

    /// <summary>Gives each comment of a document to an entry or item.</summary>
    /// <param name="source">The text of the file.</param>
    /// <param name="root">The document.</param>
    /// <param name="firstLine">Its first line, from 1, below the marker of documents.</param>
    /// <param name="lastLine">Its last line.</param>
    /// <returns>The comments.</returns>
    public static SourceComments Of(SourceLines source, YamlNode root, int firstLine, int lastLine)
    {
        var comments = new SourceComments();
        var anchors = new List<YamlNode>();
        var scalars = new List<YamlScalar>();
        Collect(source, root, anchors, scalars, isFlow: false);
        anchors = [.. anchors.OrderBy(anchor => anchor.Line).ThenBy(anchor => anchor.Column)];
        var inside = scalars.ToLookup(scalar => scalar.Line);
        var next = 0;
        var isAfterBlank = false;
        for (var line = firstLine; line <= lastLine; line++)
        {
            var first = next;
            while (next < anchors.Count && anchors[next].Line == line) next++;
            var comment = source.IsInTextBlock(line) ? null : CommentOf(source[line], inside[line]);
            if (isAfterBlank && (comment is not null || next > first) && first < anchors.Count) comments._spaced.Add(anchors[first]);
            isAfterBlank = !source.IsInTextBlock(line) && string.IsNullOrWhiteSpace(source[line]);
            if (comment is null) continue;
            if (next > first) comments._behind[anchors[next - 1]] = comment;
            else if (first == 0) comments.First.Add(comment);
            else if (first < anchors.Count) comments.AddBefore(anchors[first], comment);
            else comments.Last.Add(comment);
        }

        return comments;
    }

    public IReadOnlyList<string> Before(YamlNode anchor) => _before.TryGetValue(anchor, out var comments) ? comments : [];

    public string? Behind(YamlNode anchor) => _behind.GetValueOrDefault(anchor);

    /// <summary>Says whether a blank line stands before an entry or item, or before its comments.</summary>
    public bool IsSpaced(YamlNode anchor) => _spaced.Contains(anchor);

    /// <summary>Collects what comments can belong to: keys, and items of lists; but nothing within brackets in one line, which stay in one line.</summary>
    private static void Collect(SourceLines source, YamlNode node, List<YamlNode> anchors, List<YamlScalar> scalars, bool isFlow)
    {
        isFlow = isFlow || source.IsOneLine(node);
        if (node is YamlScalar scalar) scalars.Add(scalar);
        foreach (var item in node is YamlSequence sequence ? sequence.Items : [])
        {
            if (!isFlow) anchors.Add(item);
            Collect(source, item, anchors, scalars, isFlow);
        }

        foreach (var (key, value) in node is YamlMapping mapping ? mapping.Entries : [])
        {
            if (!isFlow) anchors.Add(key);
            scalars.Add(key);
            Collect(source, value, anchors, scalars, isFlow);
        }
    }

    private static string? CommentOf(string line, IEnumerable<YamlScalar> scalars)
    {
        for (var index = line.IndexOf('#', StringComparison.Ordinal); index >= 0; index = line.IndexOf('#', index + 1))
        {
            var isInside = scalars.Any(scalar => index >= scalar.Column - 1 && index < scalar.Column - 1 + scalar.Place.Length);
            if (!isInside && (index == 0 || line[index - 1] is ' ' or '\t')) return line[index..].TrimEnd();
        }

        return null;
    }

    private void AddBefore(YamlNode anchor, string comment)
    {
        if (!_before.TryGetValue(anchor, out var comments)) _before[anchor] = comments = [];
        comments.Add(comment);
    }
}
