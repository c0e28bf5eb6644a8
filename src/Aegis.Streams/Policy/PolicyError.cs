using System.Globalization;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy;

/// <summary>A fault in a policy file.</summary>
/// <param name="File">The file, as it was named to the loader.</param>
/// <param name="Line">The line, from 1; 0: the file as a whole.</param>
/// <param name="Column">The column, from 1, in UTF-16 code units; 0: the file as a whole.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record PolicyError(string File, int Line, int Column, string Message)
{
    /// <summary>Gets how many UTF-16 code units of the line are at fault.</summary>
    /// <value>The default is 1; 0: something is missing between two.</value>
    public int Length { get; init; } = 1;

    /// <summary>Gets what to write instead, which <see cref="Message"/> ends with.</summary>
    /// <value><see langword="null"/>: the message does not set it apart.</value>
    public string? Help { get; init; }

    /// <summary>Gets another place in the file that explains the fault.</summary>
    /// <value><see langword="null"/>: none.</value>
    public RelatedPlace? Related { get; init; }

    /// <summary>Returns the usual form that editors can jump to, `file:line:column: message`.</summary>
    /// <returns>A text for terminals and logs.</returns>
    public override string ToString() => Line == 0
        ? $"{File}: {Message}"
        : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");

    internal static PolicyError From(string file, TextFault fault) =>
        new(file, fault.Place.Line, fault.Place.Column, fault.Message) { Length = fault.Place.Length, Help = fault.Help, Related = fault.Related };
}
