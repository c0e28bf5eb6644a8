namespace Aegis.Streams.Policy.Diagnostics;

/// <summary>A finding in a file, ready to be shown beside the text.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; 0: the file as a whole.</param>
/// <param name="Column">The column, from 1, in UTF-16 code units; 0: the file as a whole.</param>
/// <param name="Message">What is wrong, in one line.</param>
public sealed record Diagnostic(string File, int Line, int Column, string Message)
{
    /// <summary>Gets how bad it is.</summary>
    /// <value>The default is <see cref="Severity.Error"/>.</value>
    public Severity Severity { get; init; }

    /// <summary>Gets how many UTF-16 code units to underline.</summary>
    /// <value>The default is 1. At least one cell is underlined, and at most the rest of the line.</value>
    public int Length { get; init; } = 1;

    /// <summary>Gets what stands beside the caret.</summary>
    /// <value><see langword="null"/>: nothing.</value>
    public string? Label { get; init; }

    /// <summary>Gets why it is wrong.</summary>
    /// <value><see langword="null"/>: the message says so.</value>
    public string? Note { get; init; }

    /// <summary>Gets how to mend it.</summary>
    /// <value><see langword="null"/>: the message or the label says so.</value>
    public string? Help { get; init; }

    /// <summary>Gets another place in the file that explains it.</summary>
    /// <value><see langword="null"/>: none.</value>
    public RelatedPlace? Related { get; init; }

    /// <summary>Makes a finding of an error.</summary>
    /// <param name="error">The error.</param>
    /// <returns>The finding; what to write instead stands beside the caret.</returns>
    public static Diagnostic From(PolicyError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var tail = error.Help is null ? "" : $"; {error.Help}";
        var message = error.Message.EndsWith(tail, StringComparison.Ordinal) ? error.Message[..^tail.Length] : error.Message;
        return new Diagnostic(error.File, error.Line, error.Column, message) { Length = error.Length, Label = error.Help, Related = error.Related };
    }
}
