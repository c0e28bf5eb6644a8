using Grpc.Core;

namespace Aegis.Streams.Client;

/// <summary>Why there is no decision. Whoever gets it must not run the call that it asked about.</summary>
/// <param name="Status">The status of the call: as the facade said it, or as the client saw it end.</param>
/// <param name="Code">Stable code: of the facade, such as `facade.overloaded`, of the stage `intents`, or one of <see cref="ClientCodes"/>.</param>
/// <param name="Message">The fault in one sentence, never with a parameter's value.</param>
public sealed record DecisionFault(StatusCode Status, string Code, string Message)
{
    /// <summary>Gets the dotted path of the field at fault; <see langword="null"/>: none is.</summary>
    public string? Path { get; init; }

    /// <summary>Gets when the facade asks to be asked again; <see langword="null"/>: it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a value indicating whether the facade certainly decided nothing. Otherwise a decision may exist: ask with the same intent id, idempotently.</summary>
    public bool NeverBegan { get; init; }

    /// <summary>Gets how often the facade was asked.</summary>
    public int Attempts { get; init; }

    /// <summary>Returns code, place and message.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => Path is null ? $"{Code}: {Message}" : $"{Code} at {Path}: {Message}";
}
