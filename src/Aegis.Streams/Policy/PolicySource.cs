namespace Aegis.Streams.Policy;

/// <summary>The text of one policy file.</summary>
/// <param name="File">Its name, for errors.</param>
/// <param name="Text">Its content: any number of YAML documents.</param>
public sealed record PolicySource(string File, string Text);
