namespace Aegis.Streams.Policy.Diagnostics;

/// <summary>Where the lines of a text are. Found once for all findings in it: a file can have as many of them as lines.</summary>
internal sealed class SourceLines
{
    private readonly List<int> _starts = [0];

    public SourceLines(string text)
    {
        Text = text;
        for (var end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', end + 1)) _starts.Add(end + 1);
    }

    /// <summary>Gets the text.</summary>
    public string Text { get; }

    /// <summary>Says whether there is a line.</summary>
    /// <param name="line">The line, from 1.</param>
    public bool Has(int line) => line >= 1 && line <= _starts.Count;

    /// <summary>Gets where a line begins and ends, without its end.</summary>
    /// <param name="line">The line, from 1. There must be one.</param>
    public (int Start, int End) BoundsOf(int line)
    {
        var start = _starts[line - 1];
        var end = line == _starts.Count ? Text.Length : _starts[line] - 1;
        while (end > start && Text[end - 1] == '\r') end--;
        return (start, end);
    }
}
