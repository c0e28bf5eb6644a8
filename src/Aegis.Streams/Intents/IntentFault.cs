namespace Aegis.Streams.Intents;

/// <summary>Why an intent, or its parameters, cannot be read.</summary>
/// <param name="Code">Stable code, one of <see cref="Outcome.ReasonCodes"/>.</param>
/// <param name="Path">Dotted path of the field at fault; <see langword="null"/>: the whole.</param>
/// <param name="Message">What is wrong in one sentence; never a value.</param>
public sealed record IntentFault(string Code, string? Path, string Message)
{
    /// <summary>Says what is wrong and where.</summary>
    /// <returns>Such as `agent: The field occurs twice.`; of a message that names the field already, that.</returns>
    public string Describe() => Path is null || Message.Contains($" {Path} ", StringComparison.Ordinal) ? Message : $"{Path}: {Message}";
}
