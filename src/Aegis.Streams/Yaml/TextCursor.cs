using System.Buffers;

namespace Aegis.Streams.Yaml;

/// <summary>A place in a text whose characters <see cref="SourceCharacters"/> accepted: no NUL, and each CR is followed by LF.</summary>
internal sealed class TextCursor(string text)
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private int _lineStart;

    /// <summary>Gets the index of the current character.</summary>
    public int Position { get; private set; }

    /// <summary>Gets the line, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Gets the column, from 0: the indentation, if only spaces stand before it.</summary>
    public int Column => Position - _lineStart;

    /// <summary>Gets the current character; NUL at the end of the text.</summary>
    public char Current => At(Position);

    public char Next => At(Position + 1);

    public bool IsAtEnd => Position >= text.Length;

    public bool IsAtLineEnd => EndsLine(Current);

    /// <summary>Gets a value indicating whether a document marker stands here, `---` or `...`.</summary>
    public bool IsAtMarker => Column == 0 && Current is '-' or '.' && Position + 2 < text.Length
        && Next == Current && text[Position + 2] == Current && Separates(At(Position + 3));

    public static bool EndsLine(char character) => character is '\n' or '\r' or '\0';

    public static bool Separates(char character) => character is ' ' or '\t' or '\n' or '\r' or '\0';

    public char At(int position) => position < text.Length ? text[position] : '\0';

    public void Advance(int count = 1) => Position += count;

    /// <summary>Goes behind the end of the line.</summary>
    public void NewLine()
    {
        if (Current == '\r') Position++;
        if (Position < text.Length) Position++;
        _lineStart = Position;
        Line++;
    }

    public void ToLineEnd() => ToAny(LineEnds);

    /// <summary>Skips spaces and a comment. A tab is refused: readers disagree on where it separates.</summary>
    public void SkipBlanks()
    {
        while (Current == ' ') Position++;
        if (Current == '\t') throw Tab();
        if (Current == '#' && (Column == 0 || At(Position - 1) == ' ')) ToLineEnd();
    }

    /// <summary>Skips blanks, comments and line ends.</summary>
    public void SkipToContent()
    {
        for (SkipBlanks(); IsAtLineEnd && !IsAtEnd; SkipBlanks()) NewLine();
    }

    /// <summary>Goes to the next of some characters, among which line ends must be, or to the end of the text.</summary>
    public void ToAny(SearchValues<char> characters)
    {
        var next = text.AsSpan(Position).IndexOfAny(characters);
        Position = next < 0 ? text.Length : Position + next;
    }

    public string TextFrom(int start) => text[start..Position];

    /// <summary>Gets the place of what was read in this line.</summary>
    /// <param name="start">The index of its first character.</param>
    public TextPlace PlaceFrom(int start) => new(Line, start - _lineStart + 1, Position - start);

    /// <summary>Gets the place of what stands here.</summary>
    /// <param name="length">Its length.</param>
    public TextPlace Here(int length = 1) => new(Line, Column + 1, length);

    /// <summary>Makes a fault at the current character.</summary>
    public YamlFaultException Fault(string problem, string? help = null, int length = 1) => new(new TextFault(Here(length), problem, help));

    private YamlFaultException Tab()
    {
        var isIndentation = text.AsSpan(_lineStart, Column).IndexOfAnyExcept(' ') < 0;
        return Fault(isIndentation ? "a tab indents this line" : "a tab stands outside of quotes", "use spaces");
    }
}
