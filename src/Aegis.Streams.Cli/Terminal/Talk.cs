namespace Aegis.Streams.Cli.Terminal;

/// <summary>What a verb says to a person, on the error stream. Thread-safe.</summary>
/// <param name="screen">The error stream.</param>
/// <param name="isQuiet">Whether only faults are said.</param>
internal sealed class Talk(Screen screen, bool isQuiet)
{
    private readonly Lock _lock = new();
    private string? _status;

    /// <summary>Gets a value indicating whether only faults are said.</summary>
    public bool IsQuiet => isQuiet;

    /// <summary>Gets a value indicating whether a person looks at it, so that lines may be redrawn.</summary>
    public bool IsTerminal => screen.IsTerminal;

    /// <summary>Gets a value indicating whether colours are shown.</summary>
    public bool IsColorful => screen.IsColorful;

    /// <summary>Gets the columns.</summary>
    public int Width => screen.Width;

    /// <summary>Says what goes on.</summary>
    /// <param name="text">The line.</param>
    /// <param name="ink">Its look.</param>
    public void Note(string text, Ink ink = Ink.Plain)
    {
        if (!isQuiet) WriteLine(screen.Paint(ink, TerminalText.Clean(text)));
    }

    /// <summary>Says what somebody should look at.</summary>
    /// <param name="text">The line.</param>
    public void Warn(string text)
    {
        if (!isQuiet) WriteLine($"{screen.Paint(Ink.Yellow, "warning:")} {TerminalText.Clean(text)}");
    }

    /// <summary>Says what went wrong, even if it is to be quiet.</summary>
    /// <param name="text">The thing, the place and the way out.</param>
    public void Fault(string text) => WriteLine($"{screen.Paint(Ink.Red, "error:")} {TerminalText.Clean(text.ReplaceLineEndings(" "))}");

    /// <summary>Says where to go from a fault.</summary>
    /// <param name="text">The line.</param>
    public void Hint(string text) => WriteLine(screen.Paint(Ink.Dim, TerminalText.Clean(text)));

    /// <summary>Shows the trace of a fault.</summary>
    /// <param name="fault">The fault.</param>
    public void Trace(Exception fault)
    {
        foreach (var line in fault.ToString().Split('\n')) WriteLine(TerminalText.Clean(line.TrimEnd('\r')));
    }

    /// <summary>Writes a line of a log as it is.</summary>
    /// <param name="line">The line, cleaned.</param>
    public void Log(string line) => WriteLine(line);

    /// <summary>Shows a line at the bottom that the next one replaces. Not on anything but a terminal.</summary>
    /// <param name="text">The line; <see langword="null"/>: none.</param>
    public void Status(string? text)
    {
        if (isQuiet || !screen.IsTerminal) return;
        lock (_lock)
        {
            if (_status is not null) Erase_NeedsLock();
            _status = text is null ? null : TerminalText.Shorten(TerminalText.Clean(text), Math.Max(4, screen.Width - 1));
            if (_status is not null) Write_NeedsLock(_status);
        }
    }

    private void WriteLine(string line)
    {
        lock (_lock)
        {
            if (_status is not null) Erase_NeedsLock();
            Write_NeedsLock(line + "\n" + _status);
        }
    }

    private void Erase_NeedsLock() => Write_NeedsLock("\r\e[K");

    private void Write_NeedsLock(string text)
    {
        try
        {
            screen.Write(text);
        }
        catch (IOException)
        {
            // Nobody listens any more; the work goes on.
        }
    }
}
