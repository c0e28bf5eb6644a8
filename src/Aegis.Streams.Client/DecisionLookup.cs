using System.Diagnostics.CodeAnalysis;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Client;

/// <summary>
/// A decision that was made before, or why it was not found. It is a record, not a right: it does not say whether the call that you have at hand is the one that was decided. To run
/// a call, ask again with the same intent, idempotently.
/// </summary>
public sealed class DecisionLookup
{
    internal DecisionLookup(Decision? decision, DecisionFault? fault) => (Decision, Fault) = (decision, fault);

    /// <summary>Gets a value indicating whether a decision was found.</summary>
    [MemberNotNullWhen(true, nameof(Decision))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsFound => Decision is not null;

    /// <summary>Gets the decision; <see langword="null"/>: none was found.</summary>
    public Decision? Decision { get; }

    /// <summary>Gets why none was found; status `NotFound` says that there is none, or that it is not the caller's. <see langword="null"/>: there is one.</summary>
    public DecisionFault? Fault { get; }
}
