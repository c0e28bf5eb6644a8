using Aegis.Streams.Outcome;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Says why no permit covers a call: which permits come near, and what keeps each from applying.</summary>
internal static class DenialReasons
{
    /// <summary>The most permits that are told; an agent needs one way out, not all.</summary>
    private const int MaxPermits = 8;

    /// <summary>The most reasons of one permit.</summary>
    private const int MaxReasons = 8;

    private static readonly PolicyVerdict NotPermittedByLayer =
        PolicyVerdict.Deny(Finding.Deny(ReasonCodes.NotPermittedByLayer, "tool", "Use a tool and action that the tenant's own policy permits."));

    private static readonly PolicyVerdict NoPolicyForAgent =
        PolicyVerdict.Deny(Finding.Deny(ReasonCodes.NoPolicyForAgent, "agent", "Ask for a policy that covers this agent."));

    private static readonly PolicyVerdict ActionNotAllowed =
        PolicyVerdict.Deny(Finding.Deny(ReasonCodes.ActionNotAllowed, "action", "Use an action that the agent's policy lists for this tool."));

    private static readonly PolicyVerdict ToolNotAllowed =
        PolicyVerdict.Deny(Finding.Deny(ReasonCodes.ToolNotAllowed, "tool", "Use a tool that the agent's policy lists."));

    /// <summary>Explains why permits that speak of the call do not apply.</summary>
    /// <param name="program">The policy set.</param>
    /// <param name="call">The call.</param>
    /// <param name="search">What was found.</param>
    /// <param name="blames">Room to work in.</param>
    /// <param name="findings">Takes the reasons; none: no permit comes near.</param>
    public static void Explain(PolicyProgram program, in PolicyCall call, in RuleSearch search, BlameList blames, List<Finding> findings)
    {
        Span<int> near = stackalloc int[MaxPermits];
        foreach (var permit in near[..FindNear(program, call, search, near)])
        {
            blames.Clear();
            Explain(program, program.Rules[permit], call, search, blames, findings);
        }
    }

    /// <summary>Gets the verdict of a call that no permit comes near, as if no other rule spoke of it.</summary>
    public static PolicyVerdict WithoutPermit(PolicyProgram program, in PolicyCall call, in RuleSearch search)
    {
        var ofBase = NeedsBase(program, search);
        if (!ofBase && program.Layers.HasBase) return NotPermittedByLayer;
        if (!HasRuleFor(program.PermitsByTenant, program, call, search, ofBase, isToolKnown: false)) return NoPolicyForAgent;
        return HasRuleFor(program.PermitsByTool, program, call, search, ofBase, isToolKnown: true) ? ActionNotAllowed : ToolNotAllowed;
    }

    private static bool NeedsBase(PolicyProgram program, in RuleSearch search) => search.BasePermit is null && program.Layers.HasBase;

    /// <summary>Finds the permits that speak of a call: the first by their ids.</summary>
    private static int FindNear(PolicyProgram program, in PolicyCall call, in RuleSearch search, Span<int> near)
    {
        var (index, ofLayer, count) = (program.Index, !NeedsBase(program, search), 0);
        Span<RowRange> ranges = stackalloc RowRange[RuleIndex.MaxRanges];
        foreach (var range in search.Find(index, call, ranges))
        {
            var walk = index.Walk(range, search.Caller);
            while (walk.MoveNext())
            {
                ref readonly var row = ref index.Row(walk.Current);
                if (!row.Is(RuleTraits.Permits | RuleTraits.IsEnforced) || row.Is(RuleTraits.IsOfLayer) != ofLayer) continue;
                var place = near[..count].BinarySearch(row.Rule);
                if (place >= 0 || ~place == near.Length || !search.Covers(row, call)) continue;
                if (count < near.Length) count++;
                near[~place..(count - 1)].CopyTo(near[(~place + 1)..]);
                near[~place] = row.Rule;
            }
        }

        return count;
    }

    private static void Explain(PolicyProgram program, CompiledRule permit, in PolicyCall call, in RuleSearch search, BlameList blames, List<Finding> findings)
    {
        if (permit.When.Evaluate(call) != Truth.True) permit.When.Explain(call, Truth.True, blames);
        else if (!program.KnowsParameters(permit, search.Tool.Declarations, call, out var unknown)) blames.Add(Truth.True, UnknownParameter(call, unknown));
        for (var i = 0; i < Math.Min(blames.Count, MaxReasons); i++)
        {
            var blame = blames.Items[i];
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

    /// <summary>Says whether there is a permit of the base, or of the tenant's layer, for whoever calls, as far as an index looks at the target.</summary>
    private static bool HasRuleFor(RuleIndex index, PolicyProgram program, in PolicyCall call, in RuleSearch search, bool ofBase, bool isToolKnown)
    {
        Span<RowRange> ranges = stackalloc RowRange[RuleIndex.MaxRanges];
        foreach (var range in search.Find(index, call, ranges))
        {
            var walk = index.Walk(range, search.Caller);
            while (walk.MoveNext())
            {
                ref readonly var row = ref index.Row(walk.Current);
                if (row.Is(RuleTraits.IsOfLayer) == ofBase) continue;
                if (row.Is(RuleTraits.IsProvenByIndex)) return true;
                var rule = program.Rules[row.Rule];
                if (rule.IsFor(call) && (!isToolKnown || rule.CoversTool(call))) return true;
            }
        }

        return false;
    }
}
