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

    // Those of the text that was shown last: findings come file by file.
    private SourceLines? _lines;

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
        var lines = LinesOf(source);
        var related = diagnostic.Related is { } place && lines?.Has(place.Line) == true ? place : null;
        var margin = 1 + Math.Max(Digits(diagnostic.Line), related is null ? 0 : Digits(related.Line));
        var position = diagnostic.Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{diagnostic.Line}:{diagnostic.Column}");
        output.Append(' ', margin).Append(Paint("-->", Blue)).Append($" {VisibleText.Of(diagnostic.File)}{position}\n");
        if (lines?.Has(diagnostic.Line) != true)
        {
            Remark(output, margin, diagnostic.Label is null ? null : "help", diagnostic.Label);
        }
        else
        {
            AppendMargin(output, margin, "").Append('\n');
            var main = new Mark(diagnostic.Line, diagnostic.Column, diagnostic.Length, diagnostic.Label, '^', ink);
            var other = related is null ? null : new Mark(related.Line, related.Column, related.Length, related.Label, '-', Blue);
            var shown = "";
            foreach (var (mark, before) in InOrder(main, other)) shown = AppendMark(output, margin, lines, mark, before, shown);
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

    /// <summary>Shows a line and what is marked in it; what was just shown is not shown again, a line further down gets three dots before it.</summary>
    private string AppendMark(StringBuilder output, int margin, SourceLines lines, Mark mark, Mark? before, string shown)
    {
        var excerpt = SourceExcerpt.Of(lines.Text, lines.BoundsOf(mark.Line), mark.Column, mark.Length);
        if (before is not null && mark.Line > before.Line + 1) output.Append(Paint("...", Blue)).Append('\n');
        if (before?.Line != mark.Line || shown != excerpt.Text) AppendMargin(output, margin, mark.Line.ToString(CultureInfo.InvariantCulture)).Append(Spaced(excerpt.Text)).Append('\n');
        var label = mark.Label is null ? "" : $" {VisibleText.Of(mark.Label)}";
        AppendMargin(output, margin, "").Append(' ').Append(' ', excerpt.Indent).Append(Paint(new string(mark.Character, excerpt.Width) + label, mark.Ink)).Append('\n');
        return excerpt.Text;
    }

    private StringBuilder AppendMargin(StringBuilder output, int margin, string number) => output.Append(Paint($"{number.PadLeft(margin)} |", Blue));

    private void Remark(StringBuilder output, int margin, string? kind, string? text)
    {
        if (text is not null) output.Append(' ', margin).Append(Paint(" =", Blue)).Append(' ').Append(Paint(kind!, Bold)).Append($": {VisibleText.Of(text)}\n");
    }

    private string Paint(string text, string ink) => colour ? $"{ink}{text}{Reset}" : text;

    private static string Spaced(string text) => text.Length == 0 ? "" : $" {text}";

    private static int Digits(int line) => line.ToString(CultureInfo.InvariantCulture).Length;

    private SourceLines? LinesOf(string? source)
    {
        if (source is null) return null;
        var lines = _lines;
        return ReferenceEquals(lines?.Text, source) ? lines : _lines = new SourceLines(source);
    }

    private sealed record Mark(int Line, int Column, int Length, string? Label, char Character, string Ink);
}
