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
        return new YamlScalar(ReadLines(indent, isFolded, chomping), ScalarType.Text, IsPlain: false, place);
    }

    /// <summary>Joins the lines as section 8.1 of YAML 1.2.2 tells.</summary>
    private string ReadLines(int parent, bool isFolded, char chomping)
    {
        var text = new StringBuilder();
        var empty = SkipEmptyLines(int.MaxValue, out var widest);
        var indent = Math.Max(CountSpaces(), parent + 1);
        if (cursor.At(cursor.Position + CountSpaces()) == '\t' && CountSpaces() > parent) throw TabIndents();
        var isFirst = true;
        var wasIndented = false;
        var lineEnd = "";
        while (CountSpaces() >= indent && !cursor.IsAtEnd)
        {
            if (widest > indent && isFirst) throw cursor.Fault("a blank line above this text is indented more than the text", "remove its spaces");
            cursor.Advance(indent);
            if (cursor.IsAtEnd) break;
            var isIndented = cursor.Current is ' ' or '\t';
            if (isFolded && lineEnd.Length > 0 && !wasIndented && !isIndented) text.Append(empty == 0 ? " " : "");
            else text.Append(lineEnd);
            text.Append('\n', empty);
            var start = cursor.Position;
            cursor.ToLineEnd();
            text.Append(cursor.TextFrom(start));
            lineEnd = cursor.IsAtEnd ? "" : "\n";
            if (!cursor.IsAtEnd) cursor.NewLine();
            empty = SkipEmptyLines(indent, out _);
            (wasIndented, isFirst) = (isIndented, false);
        }

        if (chomping != '-') text.Append(lineEnd);
        if (chomping == '+') text.Append('\n', empty);
        return text.ToString();
    }

    /// <summary>Skips lines without content; spaces beyond the indentation are content.</summary>
    private int SkipEmptyLines(int indent, out int widest)
    {
        var count = 0;
        widest = 0;
        for (var spaces = CountSpaces(); spaces <= indent && cursor.At(cursor.Position + spaces) is '\n' or '\r'; spaces = CountSpaces())
        {
            widest = Math.Max(widest, spaces);
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
