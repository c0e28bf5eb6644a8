namespace Aegis.Streams.Server.Calls;

/// <summary>Why a call was given no decision: whoever gets it must not run the call that it asked about.</summary>
/// <param name="Fault">The kind of fault.</param>
/// <param name="Code">Stable code, one of <see cref="CallCodes"/> or of the reason codes of the stage `intents`.</param>
/// <param name="Message">The fault in one sentence with the way out, never with a value.</param>
/// <param name="Path">Dotted path of the field at fault; <see langword="null"/>: none is.</param>
/// <param name="RetryAfter">When to ask again; <see langword="null"/>: asking again does not help, or nobody knows when.</param>
internal sealed record CallRefusal(RefusalKind Fault, string Code, string Message, string? Path = null, TimeSpan? RetryAfter = null);
