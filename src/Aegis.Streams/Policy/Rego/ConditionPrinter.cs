using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>
/// Prints conditions. What a rule needs of its condition is either that it certainly holds or that it certainly does not, and with every
/// `not` the need turns; so no undefined value is ever negated.
/// </summary>
internal sealed class ConditionPrinter(RegoModule module)
{
    private readonly ParameterPrinter _parameters = new(module);

    /// <summary>Prints what tells that a condition certainly holds, or certainly does not.</summary>
    /// <exception cref="RegoRefusedException">Rego cannot say it.</exception>
    public RegoTerm Print(Condition condition, Certainty want) => condition switch
    {
        AllOf all => want == Certainty.True ? Both(all.Parts, want) : Either(all.Parts, want),
        AnyOf any => want == Certainty.True ? Either(any.Parts, want) : Both(any.Parts, want),
        Not not => Print(not.Part, want == Certainty.True ? Certainty.False : Certainty.True),
        ParameterCondition parameter => _parameters.Print(parameter, want),
        Comparison comparison => Define(want, [ComparisonLines(comparison, want)]),
        MoneyCondition money => Define(want, want == Certainty.True ? MoneyCases(money) : MoneyFaults(money)),
        TimeWindow window => WindowPrinter.Print(module, window, want),
        EgressCondition egress => Define(want, EgressCases(egress, want)),
        AttributeCondition attribute => Define(want, AttributeCases(attribute, want)),
        EnvironmentCondition environment => Define(want, [EnvironmentLines(environment, want)]),
        _ => throw new RegoRefusedException($"A condition of the kind {condition.GetType().Name} has no form in Rego."),
    };

    private static string Prefix(Certainty want) => want == Certainty.True ? "aegis_true" : "aegis_false";

    private static string Get(ParameterPath path) => $"aegis_get(input.args, {RegoText.Names([.. path.Steps.Select(step => step.Name!)])})";

    private RegoTerm Define(Certainty want, IReadOnlyList<IReadOnlyList<string>> clauses) => module.Define(Prefix(want), "", clauses);

    private RegoTerm Both(ImmutableArray<Condition> parts, Certainty want)
    {
        var terms = parts.Select(part => Print(part, want)).Distinct().ToArray();
        if (terms.Any(term => term.IsNever)) return RegoTerm.Never;
        var names = terms.Where(term => !term.IsAlways).Select(term => term.Name!).ToArray();
        return names.Length == 1 ? RegoTerm.Of(names[0]) : Define(want, [names]);
    }

    private RegoTerm Either(ImmutableArray<Condition> parts, Certainty want)
    {
        var terms = parts.Select(part => Print(part, want)).Distinct().ToArray();
        if (terms.Any(term => term.IsAlways)) return RegoTerm.Always;
        var names = terms.Where(term => !term.IsNever).Select(term => term.Name!).ToArray();
        return names.Length == 1 ? RegoTerm.Of(names[0]) : Define(want, [.. names.Select(name => new[] { name })]);
    }

    private static string[] ComparisonLines(Comparison comparison, Certainty want)
    {
        var isTrue = want == Certainty.True;
        var test = comparison.Operator switch
        {
            ComparisonOperator.Equal => isTrue ? "left in [right]" : "not left in [right]",
            ComparisonOperator.NotEqual => isTrue ? "not left in [right]" : "left in [right]",
            ComparisonOperator.Less => isTrue ? "left < right" : "left >= right",
            ComparisonOperator.LessOrEqual => isTrue ? "left <= right" : "left > right",
            ComparisonOperator.Greater => isTrue ? "left > right" : "left <= right",
            _ => isTrue ? "left >= right" : "left < right",
        };
        return [$"left := {Side(comparison.Left)}", $"right := {Side(comparison.Right)}", "is_number(left)", "is_number(right)", test];
    }

    /// <summary>Spells a side. What must be computed is computed by Aegis: the arithmetic of Rego rounds.</summary>
    private static string Side(Expression side) => side switch
    {
        ParameterTerm term => Get(term.Path),
        ConstantTerm constant => constant.Value.ToString(),
        _ => $"input.derived.values[{RegoText.Quote(ExpressionText.Of(side))}]",
    };

    private static string[] MoneyGuard(MoneyCondition money) =>
        [$"amount := {Get(money.Amount)}", $"currency := {Get(money.Currency)}", "is_number(amount)", "is_string(currency)"];

    private static List<string[]> MoneyCases(MoneyCondition money)
    {
        var cases = new List<string[]>();
        foreach (var limit in money.Limits)
        {
            var lines = new List<string>(MoneyGuard(money)) { $"currency == {RegoText.Quote(limit.Currency)}" };
            if (limit.Min is { } min) lines.Add($"amount >= {min}");
            if (limit.Max is { } max) lines.Add($"amount <= {max}");
            cases.Add([.. lines]);
        }

        return cases;
    }

    private static List<string[]> MoneyFaults(MoneyCondition money)
    {
        var known = RegoText.Set(money.Limits.Select(limit => limit.Currency));
        var cases = new List<string[]> { (string[])[.. MoneyGuard(money), $"not currency in {known}"] };
        foreach (var limit in money.Limits)
        {
            var currency = $"currency == {RegoText.Quote(limit.Currency)}";
            if (limit.Min is { } min) cases.Add([.. MoneyGuard(money), currency, $"amount < {min}"]);
            if (limit.Max is { } max) cases.Add([.. MoneyGuard(money), currency, $"amount > {max}"]);
        }

        return cases;
    }

    private List<string[]> EgressCases(EgressCondition egress, Certainty want)
    {
        var matches = EgressPrinter.Matches(module, egress.Allowed);
        var cases = new List<string[]>();
        if (want == Certainty.True && matches.Name is { } covers) cases.Add([$"{covers}(input.derived.egress)"]);
        if (want == Certainty.False) cases.Add(["is_object(input.derived.egress)", .. matches.Name is { } name ? [$"not {name}(input.derived.egress)"] : Array.Empty<string>()]);
        if (egress.IsOptional) cases.Add(["is_null(input.egress_target)"]);
        return cases;
    }

    private static List<string[]> AttributeCases(AttributeCondition attribute, Certainty want)
    {
        var name = RegoText.Names([attribute.Name]);
        var cases = new List<string[]>();
        var isIn = attribute.IsNegated == (want == Certainty.False);
        if (attribute.Values.IsEmpty)
        {
            if (want == Certainty.True) cases.Add([$"aegis_present(input.attributes, {name})"]);
        }
        else
        {
            cases.Add([$"value := aegis_get(input.attributes, {name})", $"{(isIn ? "" : "not ")}value in {RegoText.Set(attribute.Values)}"]);
        }

        if (attribute.IsOptional) cases.Add([$"aegis_absent(input.attributes, {name})"]);
        return cases;
    }

    private static string[] EnvironmentLines(EnvironmentCondition environment, Certainty want)
    {
        var isIn = $"input.environment in {RegoText.Set(environment.Values)}";
        return want == Certainty.True ? [isIn] : ["is_string(input.environment)", $"not {isIn}"];
    }
}
