using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Reads the short form: an agent and its allowed tools.</summary>
/// <param name="context">The policy that the rules belong to; its name is the agent.</param>
/// <param name="faults">Takes what is wrong beyond the shape.</param>
internal sealed class ShortFormReader(PolicyContext context, FaultList faults)
{
    private const string LimitRule = "max_discount_percent";
    private const string LimitCode = "policy.discount_over_limit";
    private const string LimitHint = "Ask for approval, or offer a discount within the limit.";

    private static readonly ParameterPath Discount = Path("discount_percent");
    private static readonly ParameterPath Sku = Path("sku");
    private static readonly ParameterPath Price = Path("unit_price");
    private static readonly ParameterPath Currency = Path("currency");
    private static readonly CatalogDemand Catalog = new(Sku)
    {
        Price = Price,
        Currency = Currency,
        Discount = Discount,
        IsPriceOptional = true,
        IsCurrencyOptional = true,
        IsDiscountOptional = true,
    };
    private static readonly ParameterCondition SkuIsText = new(Sku, [new TypeTest(ParameterType.String)]);
    private static readonly ParameterCondition DiscountIsNumber = new(Discount, [new TypeTest(ParameterType.Number), new NumberRange(ExactDecimal.Zero, null)]);

    private readonly Dictionary<(string Tool, string Action), YamlNode> _taken = [];

    /// <summary>Reads an allowed tool.</summary>
    /// <param name="mapping">The tool, which has its shape.</param>
    /// <param name="tools">Takes its declaration, if it has a class.</param>
    /// <param name="rules">Takes its rules.</param>
    public void Read(YamlMapping mapping, ICollection<ToolDeclaration> tools, ICollection<(PolicyRule Rule, YamlMapping Source)> rules)
    {
        var name = (YamlScalar)mapping.Find("name")!;
        foreach (var action in mapping.Items("actions").Cast<YamlScalar>())
        {
            if (!_taken.TryAdd((name.Text, action.Text), action))
            {
                faults.Add(action, $"action `{action.Text}` of tool `{name.Text}` was allowed before", "one rule must speak for it");
                continue;
            }

            foreach (var rule in ReadAction(mapping, name, action)) rules.Add((rule, mapping));
        }

        if (mapping.Text("class") is not { } word) return;
        tools.Add(new ToolDeclaration
        {
            Tool = Exact(name),
            Actions = CanonicalSets.Of(mapping.Items("actions").Cast<YamlScalar>().Select(Exact)),
            Class = PolicyWords.ReadClass(word),
            Place = context.PlaceOf(name),
        });
    }

    private IEnumerable<PolicyRule> ReadAction(YamlMapping mapping, YamlScalar name, YamlScalar action)
    {
        var conditions = mapping.Find("conditions") as YamlMapping;
        var limit = conditions?.Number("max_discount_percent");
        var needsSku = conditions?.Truth("require_canonical_sku") == true;
        var permit = new PolicyRule
        {
            Id = $"{context.Owner}/{name.Text}/{action.Text}",
            Effect = RuleEffect.Permit,
            Who = new Subject { Agents = [NameGlob.TryParse(context.Name, out var agent) ? agent : NameGlob.Any] },
            What = new Target { Tools = [Exact(name)], Actions = [Exact(action)] },
            When = ConditionForm.All(new[] { limit is null ? null : DiscountIsNumber, needsSku ? SkuIsText : null }.OfType<Condition>()),
            Accepts = CanonicalSets.Of(mapping.Paths("parameters").Concat(needsSku ? [Price, Currency, Discount] : [])),
            AcceptsUnknown = mapping.Says("unknown_parameters", PolicyWords.Allow),
            IsObserved = context.IsObserved,
            Catalog = needsSku ? Catalog : null,
            Docs = context.Docs,
            Place = context.PlaceOf(name),
        };
        yield return permit;
        if (limit is null) yield break;

        // Decided by itself where the discount is absent or no number: the permit says what is wrong then.
        yield return new PolicyRule
        {
            Id = $"{permit.Id}/{LimitRule}",
            Effect = RuleEffect.RequireApproval,
            Who = permit.Who,
            What = permit.What,
            When = new ParameterCondition(Discount, [new TypeTest(ParameterType.Number), new NumberRange(limit, null) { IsMinExcluded = true }]) { IsOptional = true },
            IsObserved = context.IsObserved,
            Approval = ApprovalDemand.Default,
            Code = LimitCode,
            Hint = LimitHint,
            Docs = context.Docs,
            Place = context.PlaceOf(name),
        };
    }

    private static NameGlob Exact(YamlScalar name) => NameGlob.TryParse(name.Text, out var glob) ? glob : throw new InvalidOperationException("A tool's name is no glob.");

    private static ParameterPath Path(string name) => ParameterPath.Of(PathStep.Member(name));
}
