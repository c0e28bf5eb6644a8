using System.Collections.Immutable;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Evaluates a call against every rule. Shares the conditions with the engine, not its index and its short cuts.</summary>
internal static class PolicyTracer
{
    public static PolicyTrace Run(PolicySnapshot policy, in PolicyCall call)
    {
        var program = policy.Program;
        var classes = program.Tools.ClassesOf(call);
        var rules = ImmutableArray.CreateBuilder<RuleTrace>(program.Rules.Length);
        foreach (var rule in program.Rules) rules.Add(Trace(program, rule, call, classes.For(rule.Tenant)));
        return new PolicyTrace(PolicyEngine.Evaluate(policy, call), classes.ForBase, classes.ForLayer, rules.MoveToImmutable());
    }

    private static RuleTrace Trace(PolicyProgram program, CompiledRule rule, in PolicyCall call, ToolClass toolClass)
    {
        if (!rule.IsFor(call)) return new RuleTrace(rule.Rule, RuleSilence.OtherSubject, null, []);
        if (!rule.Covers(call, toolClass)) return new RuleTrace(rule.Rule, RuleSilence.OtherTarget, null, []);
        var truth = rule.When.Evaluate(call);
        var isPermit = rule.Rule.Effect == RuleEffect.Permit;
        var blames = new BlameList();
        if (isPermit && truth != Truth.True) rule.When.Explain(call, Truth.True, blames);
        if (!isPermit && truth != Truth.False) rule.When.Explain(call, Truth.False, blames);
        var reasons = blames.Items.Select(blame => new Reason(blame.Code, blame.Path, blame.Limit, blame.Hint, rule.Rule.Id) { Observed = blame.Observed }).ToImmutableArray();
        if (isPermit ? truth != Truth.True : truth == Truth.False) return new RuleTrace(rule.Rule, RuleSilence.Condition, truth, reasons);
        if (isPermit && !program.KnowsParameters(rule, program.Tools.For(call.Tool), call, out var unknown))
        {
            var reason = new Reason(ReasonCodes.ParameterUnknown, call.Parameters.PathOf(unknown, "parameters"), RuleId: rule.Rule.Id);
            return new RuleTrace(rule.Rule, RuleSilence.UnknownParameter, truth, [reason]);
        }

        return new RuleTrace(rule.Rule, RuleSilence.None, truth, reasons);
    }
}
