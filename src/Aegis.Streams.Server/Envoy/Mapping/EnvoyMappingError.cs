namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>A fault in a mapping.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; 0: the file as a whole.</param>
/// <param name="Column">The column, from 1; 0: the file as a whole.</param>
/// <param name="Message">What is wrong, and the way out.</param>
public sealed record EnvoyMappingError(string File, int Line, int Column, string Message)
{
    /// <summary>Returns the fault behind its place.</summary>
    /// <returns>`file:line:column: message`.</returns>
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}:{Column}: {Message}";
}
