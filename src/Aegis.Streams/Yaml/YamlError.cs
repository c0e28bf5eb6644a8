using System.Globalization;

namespace Aegis.Streams.Yaml;

/// <summary>A fault in a file of YAML.</summary>
/// <param name="File">The file, as it was named to its loader.</param>
/// <param name="Line">The line, from 1; 0: the file as a whole.</param>
/// <param name="Column">The column, from 1; 0: the file as a whole.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record YamlError(string File, int Line, int Column, string Message)
{
    /// <summary>Returns the usual form that editors can jump to, `file:line:column: message`.</summary>
    /// <returns>A text for terminals and logs.</returns>
    public override string ToString() => Line == 0
        ? $"{File}: {Message}"
        : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}
