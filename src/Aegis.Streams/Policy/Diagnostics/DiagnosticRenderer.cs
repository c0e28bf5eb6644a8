using System.Globalization;
using System.Text;

namespace Aegis.Streams.Policy.Diagnostics;

/// <summary>Shows findings beside the text, as the compiler of Rust does. Not for several threads at once.</summary>
/// <param name="colour">Whether to colour for a terminal (ANSI).</param>
public sealed class DiagnosticRenderer(bool colour)
{
    private const string Reset = "\x1b[0m";
    private const string Bold = "\x1b[1m";
    private const string Red = "\x1b[1;31m";
    private const string Yellow = "\x1b[1;33m";
    private const string Blue = "\x1b[1;34m";

    private string? _source;
    private List<int> _lineStarts = [];

    /// <summary>Shows a finding.</summary>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="source">The text of its file; <see langword="null"/>: it is not known, and only the place is shown.</param>
    /// <returns>Lines that end in a line feed each. What the file holds is shown without characters that a terminal would obey.</returns>
    public string Render(Diagnostic diagnostic, string? source)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        var (word, ink) = diagnostic.Severity switch
        {
            Severity.Error => ("error", Red),
            Severity.Warning => ("warning", Yellow),
            _ => ("note", Blue),
        };
        var output = new StringBuilder();
        output.Append(Paint(word, ink)).Append(Paint($": {VisibleText.Of(diagnostic.Message)}", Bold)).Append('\n');
        var line = LineOf(source, diagnostic.Line);
        var related = diagnostic.Related is { } place && LineOf(source, place.Line) is not null ? place : null;
        var margin = 1 + Math.Max(Digits(diagnostic.Line), related is null ? 0 : Digits(related.Line));
        var position = diagnostic.Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{diagnostic.Line}:{diagnostic.Column}");
        output.Append(' ', margin).Append(Paint("-->", Blue)).Append($" {VisibleText.Of(diagnostic.File)}{position}\n");
        if (line is null || diagnostic.Line == 0)
        {
            Remark(output, margin, diagnostic.Label is null ? null : "help", diagnostic.Label);
        }
        else
        {
            AppendMargin(output, margin, "").Append('\n');
            var main = new Mark(diagnostic.Line, diagnostic.Column, diagnostic.Length, diagnostic.Label, '^', ink);
            var other = related is null ? null : new Mark(related.Line, related.Column, related.Length, related.Label, '-', Blue);
            foreach (var (mark, before) in InOrder(main, other)) AppendMark(output, margin, source!, mark, before);
        }

        Remark(output, margin, "note", diagnostic.Note);
        Remark(output, margin, "help", diagnostic.Help);
        return output.ToString();
    }

    private static IEnumerable<(Mark Mark, Mark? Before)> InOrder(Mark main, Mark? other)
    {
        if (other is null) return [(main, null)];
        return other.Line < main.Line ? [(other, null), (main, other)] : [(main, null), (other, main)];
    }

    /// <summary>Shows a line and what is marked in it; a line that was just shown is not shown again, one further down gets three dots before it.</summary>
    private void AppendMark(StringBuilder output, int margin, string source, Mark mark, Mark? before)
    {
        var excerpt = SourceExcerpt.Of(LineOf(source, mark.Line) ?? "", mark.Column, mark.Length);
        if (before is not null && mark.Line > before.Line + 1) output.Append(Paint("...", Blue)).Append('\n');
        if (before?.Line != mark.Line) AppendMargin(output, margin, mark.Line.ToString(CultureInfo.InvariantCulture)).Append(Spaced(excerpt.Text)).Append('\n');
        var label = mark.Label is null ? "" : $" {VisibleText.Of(mark.Label)}";
        AppendMargin(output, margin, "").Append(' ').Append(' ', excerpt.Indent).Append(Paint(new string(mark.Character, excerpt.Width) + label, mark.Ink)).Append('\n');
    }

    private StringBuilder AppendMargin(StringBuilder output, int margin, string number) => output.Append(Paint($"{number.PadLeft(margin)} |", Blue));

    private void Remark(StringBuilder output, int margin, string? kind, string? text)
    {
        if (text is not null) output.Append(' ', margin).Append(Paint(" =", Blue)).Append(' ').Append(Paint(kind!, Bold)).Append($": {VisibleText.Of(text)}\n");
    }

    private string Paint(string text, string ink) => colour ? $"{ink}{text}{Reset}" : text;

    /// <summary>Finds a line. Findings of one file come one after the other, so where its lines begin is kept.</summary>
    private string? LineOf(string? text, int line)
    {
        if (text is null || line < 1) return null;
        if (!ReferenceEquals(text, _source)) (_source, _lineStarts) = (text, LineStarts(text));
        if (line > _lineStarts.Count) return null;
        var start = _lineStarts[line - 1];
        var end = text.IndexOf('\n', start);
        return text[start..(end < 0 ? text.Length : end)].TrimEnd('\r');
    }

    private static List<int> LineStarts(string text)
    {
        List<int> starts = [0];
        for (var end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', end + 1)) starts.Add(end + 1);
        return starts;
    }

    private static string Spaced(string text) => text.Length == 0 ? "" : $" {text}";

    private static int Digits(int line) => line.ToString(CultureInfo.InvariantCulture).Length;

    private sealed record Mark(int Line, int Column, int Length, string? Label, char Character, string Ink);
}
