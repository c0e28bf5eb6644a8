using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Evaluation;

namespace Aegis.Streams.Policy;

/// <summary>
/// The one place that decides what is allowed. Finds the rules that speak of a call and tests their conditions; what policy cannot know
/// itself, such as whether a SKU exists, it demands as a check. No permit, no allow.
/// </summary>
public static class PolicyEngine
{
    /// <summary>Evaluates a call. Allocates nothing where permits are all that speaks.</summary>
    /// <param name="policy">The policy set.</param>
    /// <param name="call">The call; its parameters were read without fault.</param>
    /// <returns>The verdict.</returns>
    public static PolicyVerdict Evaluate(PolicySnapshot policy, in PolicyCall call)
    {
        if (policy.IsEmpty) return PolicyVerdict.Deny(Finding.Deny(ReasonCodes.NoPolicy, hint: "The operator must publish a policy."));
        var program = policy.Program;
        var search = new RuleSearch(program, call);
        search.Run(call);
        return search.IsPlainAllow ? search.PlainAllow : VerdictWriter.Write(program, call, search);
    }

    /// <summary>Says whether policy declares a call a read, whatever its agent claims.</summary>
    /// <param name="policy">The policy set.</param>
    /// <param name="call">The call.</param>
    /// <returns>Whether it does; <see langword="false"/>: it is a write, expensive, or not declared.</returns>
    public static bool DeclaresRead(PolicySnapshot policy, in PolicyCall call) => !policy.IsEmpty && policy.Program.Tools.ClassesOf(call).AreDeclaredRead;

    /// <summary>Evaluates a call against every rule, for people and for proofs: what each rule said, and why the others were silent.</summary>
    /// <param name="policy">The policy set.</param>
    /// <param name="call">The call.</param>
    /// <returns>The rules in the order of their ids.</returns>
    public static PolicyTrace Trace(PolicySnapshot policy, in PolicyCall call) => PolicyTracer.Run(policy, call);
}
