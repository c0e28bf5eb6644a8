using System.Diagnostics.CodeAnalysis;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Server.Calls;

/// <summary>What a call is answered: a decision, or why there is none.</summary>
internal readonly struct CallAnswer
{
    private CallAnswer(Decision? decision, CallRefusal? refusal) => (Decision, Refusal) = (decision, refusal);

    /// <summary>Gets the decision; <see langword="null"/>: there is none.</summary>
    public Decision? Decision { get; }

    /// <summary>Gets why there is no decision; <see langword="null"/>: there is one.</summary>
    public CallRefusal? Refusal { get; }

    /// <summary>Gets a value indicating whether there is a decision.</summary>
    [MemberNotNullWhen(true, nameof(Decision))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDecided => Decision is not null;

    /// <summary>Wraps a decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <returns>The answer.</returns>
    public static implicit operator CallAnswer(Decision decision) => new(decision, null);

    /// <summary>Wraps a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <returns>The answer.</returns>
    public static implicit operator CallAnswer(CallRefusal refusal) => new(null, refusal);
}
