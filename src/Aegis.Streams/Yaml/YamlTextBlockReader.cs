using System.Text;

namespace Aegis.Streams.Yaml;

/// <summary>Reads texts of several lines behind | and >.</summary>
internal sealed class YamlTextBlockReader(TextCursor cursor)
{
    /// <summary>Reads the text whose header is at the cursor.</summary>
    /// <param name="indent">The indentation of its key or dash: the text must be indented more.</param>
    /// <returns>The text.</returns>
    public YamlScalar Read(int indent)
    {
        var start = cursor.Position;
        var isFolded = cursor.Current == '>';
        cursor.Advance();
        var chomping = cursor.Current is '+' or '-' ? cursor.Current : ' ';
        if (chomping != ' ') cursor.Advance();
        var place = cursor.PlaceFrom(start);
        if (char.IsAsciiDigit(cursor.Current)) throw cursor.Fault("an indentation in figures", "remove it; the first line of the text sets the indentation");
        cursor.SkipBlanks();
        if (!cursor.IsAtLineEnd) throw cursor.Fault("text in the line of | or >", "begin it in the next line");
        if (!cursor.IsAtEnd) cursor.NewLine();
        var text = ReadLines(indent, isFolded, chomping) ?? throw new YamlFaultException(new TextFault(place, "no text follows, indented more than its key", "write the text, or \"\" for none"));
        return new YamlScalar(text, ScalarType.Text, IsPlain: false, place);
    }

    /// <summary>Joins the lines as section 8.1 of YAML 1.2.2 tells.</summary>
    /// <returns>The text; <see langword="null"/>: there is none.</returns>
    private string? ReadLines(int parent, bool isFolded, char chomping)
    {
        var text = new StringBuilder();
        var empty = SkipEmptyLines(int.MaxValue, out var hasSpaces);
        var indent = Math.Max(CountSpaces(), parent + 1);
        if (cursor.At(cursor.Position + CountSpaces()) == '\t' && CountSpaces() > parent) throw TabIndents();
        var wasIndented = false;
        string? lineEnd = null;
        while (CountSpaces() >= indent && !cursor.IsAtEnd)
        {
            if (hasSpaces) throw cursor.Fault("a blank line above this text has spaces, which may count as indentation", "remove them");
            cursor.Advance(indent);
            if (cursor.IsAtEnd) break;
            var isIndented = cursor.Current is ' ' or '\t';
            if (isFolded && lineEnd is not null && !wasIndented && !isIndented) text.Append(empty == 0 ? " " : "");
            else text.Append(lineEnd);
            text.Append('\n', empty);
            var start = cursor.Position;
            cursor.ToLineEnd();
            text.Append(cursor.TextFrom(start));
            lineEnd = cursor.IsAtEnd ? "" : "\n";
            if (!cursor.IsAtEnd) cursor.NewLine();
            empty = SkipEmptyLines(indent, out _);
            (wasIndented, hasSpaces) = (isIndented, false);
        }

        if (lineEnd is null) return null;
        if (chomping != '-') text.Append(lineEnd);
        if (chomping == '+') text.Append('\n', empty);
        return text.ToString();
    }

    /// <summary>Skips lines without content; spaces beyond the indentation are content.</summary>
    private int SkipEmptyLines(int indent, out bool hasSpaces)
    {
        var count = 0;
        hasSpaces = false;
        for (var spaces = CountSpaces(); spaces <= indent && cursor.At(cursor.Position + spaces) is '\n' or '\r'; spaces = CountSpaces())
        {
            hasSpaces |= spaces > 0;
            cursor.Advance(spaces);
            cursor.NewLine();
            count++;
        }

        return count;
    }

    private int CountSpaces()
    {
        var end = cursor.Position;
        while (cursor.At(end) == ' ') end++;
        return end - cursor.Position;
    }

    private YamlFaultException TabIndents()
    {
        cursor.Advance(CountSpaces());
        return cursor.Fault("a tab indents this line", "use spaces");
    }
}
