using System.Diagnostics.CodeAnalysis;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Client;

/// <summary>
/// The answer to one question. Run the call only with a <see cref="Permit"/>: every error, lost connection, passed deadline and unknown outcome is an answer without one.
/// </summary>
public sealed class AegisDecision
{
    private AegisDecision(AegisOutcome outcome, Decision? decision, CallPermit? permit, DecisionFault? fault) =>
        (Outcome, Decision, Permit, Fault) = (outcome, decision, permit, fault);

    /// <summary>Gets the outcome; <see cref="AegisOutcome.None"/>: there is no decision, and <see cref="Fault"/> says why.</summary>
    public AegisOutcome Outcome { get; }

    /// <summary>Gets the right to run the call, with the parameters to run it with; <see langword="null"/>: the call must not run.</summary>
    public CallPermit? Permit { get; }

    /// <summary>Gets a value indicating whether the call may run as it is. False for sanitize too, which only <see cref="Permit"/> lets run.</summary>
    [MemberNotNullWhen(true, nameof(Permit), nameof(Decision))]
    public bool IsAllowed => Outcome == AegisOutcome.Allow && Permit is { IsSanitized: false };

    /// <summary>Gets the decision with its reasons, as the facade sent it; <see langword="null"/>: there is none.</summary>
    public Decision? Decision { get; }

    /// <summary>Gets why there is no decision; <see langword="null"/>: there is one.</summary>
    public DecisionFault? Fault { get; }

    /// <summary>Returns the outcome with the codes of its reasons.</summary>
    /// <returns>A text for logs, without parameters.</returns>
    public override string ToString() => Fault is not null ? $"no decision: {Fault}" : $"{Outcome}{string.Concat(Decision!.Reasons.Select(reason => $" {reason.Code}"))}";

    internal static AegisDecision Of(DecisionFault fault) => new(AegisOutcome.None, null, null, fault);

    internal static AegisDecision Allow(Decision decision, CallPermit permit) => new(AegisOutcome.Allow, decision, permit, null);

    internal static AegisDecision Sanitize(Decision decision, CallPermit permit) => new(AegisOutcome.Sanitize, decision, permit, null);

    internal static AegisDecision ApprovalNeeded(Decision decision) => new(AegisOutcome.ApprovalNeeded, decision, null, null);

    internal static AegisDecision Deny(Decision decision) => new(AegisOutcome.Deny, decision, null, null);
}
