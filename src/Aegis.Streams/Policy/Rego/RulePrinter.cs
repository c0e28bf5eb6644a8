using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Prints rules as members of the sets that the decision is made of.</summary>
/// <param name="module">Takes them.</param>
/// <param name="documents">All policies, for what they declare.</param>
/// <param name="layerClass">What rules of a layer go by for the class of the call.</param>
internal sealed class RulePrinter(RegoModule module, ImmutableArray<PolicyDocument> documents, string layerClass)
{
    private readonly ConditionPrinter _conditions = new(module);
    private readonly KnownParametersPrinter _known = new(module, documents);

    /// <summary>Adds a rule and, after it, what it needs.</summary>
    /// <exception cref="RegoRefusedException">Rego cannot say it.</exception>
    public void Print(PolicyDocument document, Rules.PolicyRule rule)
    {
        var position = module.Position;
        var comment = $"# {EffectName(rule.Effect)} {RegoText.Comment(rule.Id)}";
        var lines = new List<string>([.. ScopePrinter.Layer(document.Tenant), .. ScopePrinter.Who(rule.Who), .. ScopePrinter.What(rule.What, document.Tenant is null ? "aegis_class" : layerClass)]);
        var applies = rule.Effect == RuleEffect.Permit ? Permit(document, rule, lines) : Demand(rule, lines);
        module.Insert(position, applies
            ? $"{comment}\n{RegoModule.Clause($"{SetOf(document, rule)} contains {RegoText.Quote(rule.Id)}", lines)}"
            : $"{comment}: its condition never lets it apply");
    }

    private static string SetOf(PolicyDocument document, Rules.PolicyRule rule) => rule switch
    {
        { IsObserved: true } => "aegis_observed",
        { Effect: RuleEffect.Forbid } => "aegis_forbids",
        { Effect: RuleEffect.RequireApproval } => "aegis_approvals",
        { Effect: RuleEffect.Sanitize } => "aegis_sanitizes",
        _ => document.Tenant is null ? "aegis_base_permits" : "aegis_layer_permits",
    };

    private static string EffectName(RuleEffect effect) => effect switch
    {
        RuleEffect.Permit => "permit",
        RuleEffect.Forbid => "forbid",
        RuleEffect.RequireApproval => "require_approval",
        RuleEffect.Sanitize => "sanitize",
        _ => throw new RegoRefusedException($"The effect {effect} has no form in Rego."),
    };

    private bool Permit(PolicyDocument document, Rules.PolicyRule rule, List<string> lines)
    {
        var holds = _conditions.Print(rule.When, Certainty.True);
        if (holds.Name is { } name) lines.Add(name);
        lines.Add("is_object(input.args)");
        lines.AddRange(_known.Lines(document, rule));
        return !holds.IsNever;
    }

    private bool Demand(Rules.PolicyRule rule, List<string> lines)
    {
        var fails = _conditions.Print(rule.When, Certainty.False);
        if (fails.Name is { } name) lines.Add($"not {name}");
        return !fails.IsAlways;
    }
}
