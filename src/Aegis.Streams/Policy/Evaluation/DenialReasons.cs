using Aegis.Streams.Outcome;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Says why no permit covers a call: which permits come near, and what keeps each from applying.</summary>
internal static class DenialReasons
{
    /// <summary>The most permits that are told; an agent needs one way out, not all.</summary>
    private const int MaxPermits = 8;

    /// <summary>The most reasons of one permit.</summary>
    private const int MaxReasons = 8;

    public static IEnumerable<Finding> Of(PolicyProgram program, in PolicyCall call, in RuleSearch search)
    {
        var needsBase = search.BasePermit is null && program.Layers.BasePermits;
        var findings = new List<Finding>();
        var near = NearPermits(program, call, search, ofBase: needsBase);
        foreach (var permit in near.Take(MaxPermits)) Explain(program, permit, call, findings);
        if (findings.Count > 0) return findings;
        if (!needsBase && program.Layers.BasePermits)
            return [Finding.Deny(ReasonCodes.NotPermittedByLayer, "tool", "Use a tool and action that the tenant's own policy permits.")];
        return [Unpermitted(program, search.Caller, call, needsBase)];
    }

    private static List<CompiledRule> NearPermits(PolicyProgram program, in PolicyCall call, in RuleSearch search, bool ofBase)
    {
        var near = new List<CompiledRule>();
        foreach (var rule in program.Index.Candidates(search.Caller, call))
        {
            if (rule.IsEnforcedPermit && rule.Tenant is null == ofBase && rule.Covers(call, search.Classes.For(rule.Tenant))) near.Add(rule);
        }

        near.Sort((left, right) => string.CompareOrdinal(left.Rule.Id, right.Rule.Id));
        return near;
    }

    private static void Explain(PolicyProgram program, CompiledRule permit, in PolicyCall call, List<Finding> findings)
    {
        var blames = new BlameList();
        if (permit.When.Evaluate(call) != Truth.True) permit.When.Explain(call, Truth.True, blames);
        else if (!program.KnowsParameters(permit, program.Tools.For(call.Tool), call, out var unknown)) blames.Add(Truth.True, UnknownParameter(call, unknown));
        foreach (var blame in blames.Items.Take(MaxReasons))
        {
            findings.Add(new Finding(DecisionOutcome.Deny, new Reason(blame.Code, blame.Path, blame.Limit, permit.Rule.Hint ?? blame.Hint, permit.Rule.Id)
            {
                Observed = blame.Observed,
                Message = permit.Rule.Message,
                Docs = permit.Rule.Docs,
            }));
        }
    }

    private static Blame UnknownParameter(in PolicyCall call, int unknown) => new(
        ReasonCodes.ParameterUnknown, call.Parameters.PathOf(unknown, "parameters"), null, ValueTest.NameOf(call.Parameters[unknown].Kind),
        "Leave the parameter out, or ask that the policy accept it.");

    private static Finding Unpermitted(PolicyProgram program, CallerFacts caller, in PolicyCall call, bool ofBase)
    {
        if (!program.PermitsByTenant.HasRuleFor(caller, call, ofBase)) return Finding.Deny(ReasonCodes.NoPolicyForAgent, "agent", "Ask for a policy that covers this agent.");
        return program.PermitsByTool.HasRuleFor(caller, call, ofBase)
            ? Finding.Deny(ReasonCodes.ActionNotAllowed, "action", "Use an action that the agent's policy lists for this tool.")
            : Finding.Deny(ReasonCodes.ToolNotAllowed, "tool", "Use a tool that the agent's policy lists.");
    }
}
