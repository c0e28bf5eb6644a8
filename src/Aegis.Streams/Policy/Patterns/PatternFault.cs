namespace Aegis.Streams.Policy.Patterns;

/// <summary>Why a text is no pattern.</summary>
/// <param name="Offset">Where the offending construct begins, in UTF-16 characters from 0; always a place in the text, or 0 if that is empty.</param>
/// <param name="Message">Names the construct and what to write instead.</param>
public sealed record PatternFault(int Offset, string Message);
