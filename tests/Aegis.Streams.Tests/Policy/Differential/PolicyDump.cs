using System.Globalization;
using System.Text;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Differential;

/// <summary>Writes policies for people who look for a difference.</summary>
internal static class PolicyDump
{
    public static string Of(IEnumerable<PolicyDocument> documents)
    {
        var text = new StringBuilder();
        foreach (var document in documents)
        {
            text.Append(CultureInfo.InvariantCulture, $"policy {document.Name} of {document.Tenant ?? "the base"}{List(" narrows", document.Narrows)}\n");
            foreach (var tool in document.Tools)
                text.Append(CultureInfo.InvariantCulture, $"  tool {tool.Tool}{List(" actions", tool.Actions)}{(tool.Class is { } value ? $" class {value}" : "")}{(tool.AcceptsUnknown ? " any parameters" : "")}{List(" parameters", tool.Parameters)}\n");
            foreach (var rule in document.Rules) text.Append(Of(rule));
        }

        return text.ToString().TrimEnd();
    }

    private static string Of(PolicyRule rule)
    {
        var who = $"{List(" agents", rule.Who.Agents)}{List(" groups", rule.Who.Groups)}{List(" roles", rule.Who.Roles)}{List(" tenants", rule.Who.Tenants)}";
        var what = $"{List(" tools", rule.What.Tools)}{List(" actions", rule.What.Actions)}{List(" class", rule.What.Classes)}";
        var more = $"{List(" accepts", rule.Accepts)}{(rule.AcceptsUnknown ? " any parameters" : "")}";
        return $"  {(rule.IsObserved ? "observe " : "")}{rule.Effect} {rule.Id}{who}{what}{more}\n    when {Of(rule.When)}\n";
    }

    private static string Of(Condition condition) => condition switch
    {
        AllOf all => $"all({string.Join("; ", all.Parts.Select(Of))})",
        AnyOf any => $"any({string.Join("; ", any.Parts.Select(Of))})",
        Not not => $"not({Of(not.Part)})",
        ParameterCondition parameter => $"{parameter.Path}{(parameter.Path.HasItems ? $" {parameter.Quantifier}" : "")}{(parameter.IsOptional ? " optional" : "")}: {string.Join(", ", parameter.Tests.Select(Of))}",
        Comparison comparison => $"{Of(comparison.Left)} {comparison.Operator} {Of(comparison.Right)}",
        MoneyCondition money => $"money {money.Amount} {money.Currency}{List("", money.Limits)}",
        AttributeCondition attribute => $"attribute {attribute.Name}{(attribute.IsNegated ? " not" : "")}{(attribute.IsOptional ? " optional" : "")}{List("", attribute.Values)}",
        EnvironmentCondition environment => $"environment{List("", environment.Values)}",
        TimeWindow window => $"time {window.Zone} {window.From:HH:mm}-{window.To:HH:mm}{List("", window.Days)}",
        EgressCondition egress => $"egress{(egress.IsOptional ? " optional" : "")}{List("", egress.Allowed.Entries)}",
        _ => condition.ToString(),
    };

    private static string Of(ParameterTest test) => test switch
    {
        NumberRange range => $"{(range.IsMinExcluded ? "above" : "min")} {range.Min} {(range.IsMaxExcluded ? "below" : "max")} {range.Max}",
        OneOf oneOf => $"{(oneOf.IsNegated ? "not in" : "in")}{List("", oneOf.Values)}",
        AffixTest affix => $"{(affix.IsSuffix ? "ends" : "starts")}{List("", affix.Texts)}",
        PatternTest pattern => $"{(pattern.IsNegated ? "not " : "")}{(pattern.IsSearch ? "search" : "match")} {pattern.Pattern.Text}",
        EgressTest egress => $"egress{List("", egress.Allowed.Entries)}",
        _ => test.ToString(),
    };

    private static string Of(Expression expression) => expression switch
    {
        ConstantTerm constant => constant.Value.ToString(),
        ParameterTerm term => term.Path.Text,
        Operation operation => $"({Of(operation.Left)} {operation.Operator} {Of(operation.Right)})",
        _ => expression.ToString()!,
    };

    private static string List<T>(string name, IReadOnlyCollection<T> items) => items.Count == 0 ? "" : $"{name} [{string.Join(", ", items)}]";
}
