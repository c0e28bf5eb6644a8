using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Policy.Language.Reading;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Formatting;

/// <summary>
/// Gives policy files one format and keeps their comments: keys in the order of the reference, two spaces for each level, quotes only where they
/// are needed. What is formatted stays as it is when it is formatted again, and means what it meant.
/// </summary>
public static class PolicyFormatter
{
    /// <summary>Formats a file.</summary>
    /// <param name="source">The text of a YAML file. What only all files of a set together show is not checked.</param>
    /// <returns>The text, or the faults that keep it from being formatted.</returns>
    public static FormattedPolicy Format(PolicySource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var errors = new List<PolicyError>();
        var documents = YamlReader.Read(source.Text, "policies", fault => errors.Add(PolicyError.From(source.File, fault)));
        var reader = new PolicyReader(new FaultList(source.File, errors), new PolicyPlaces(), new PatternTable());
        foreach (var document in documents) reader.Read(document);
        return errors.Count > 0 ? new FormattedPolicy(null, [.. errors]) : new FormattedPolicy(Format(source.Text, documents), []);
    }

    private static string Format(string text, ImmutableArray<YamlNode> documents)
    {
        var lines = new SourceLines(text, documents);
        var output = new StringBuilder();
        var first = 1;
        foreach (var (index, document) in documents.Index())
        {
            var last = index + 1 < documents.Length ? MarkerBefore(lines, documents[index + 1].Line) - 1 : lines.Count;
            var marker = MarkerBefore(lines, document.Line);
            if (index == 0 && marker > 0)
            {
                AppendComments(output, lines, first, marker - 1);
                output.Append(lines[marker][3..].Trim()).Append(lines[marker].Trim().Length > 3 ? "\n" : "");
                first = marker + 1;
            }

            if (index > 0) output.Append(lines[marker].TrimEnd()).Append('\n');
            var mapping = (YamlMapping)document;
            output.Append(new PolicyPrinter(lines, SourceComments.Of(lines, mapping, first, last)).Print(mapping, PolicyReader.ShapeOf(mapping)));
            first = last + 2;
        }

        if (documents.IsEmpty) AppendComments(output, lines, 1, lines.Count);
        return output.ToString();
    }

    private static int MarkerBefore(SourceLines lines, int line)
    {
        while (line > 0 && !lines.IsMarker(line)) line--;
        return line;
    }

    private static void AppendComments(StringBuilder output, SourceLines lines, int first, int last)
    {
        for (var line = first; line <= last; line++)
            if (lines[line].Trim().Length > 0) output.Append(lines[line].Trim()).Append('\n');
    }
}
