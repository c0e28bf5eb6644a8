using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Benchmarks.Policies;

/// <summary>Rules for many tools and agents around the one call that is measured.</summary>
internal static class SyntheticPolicy
{
    public static AgentRegistration Agent { get; } = new()
    {
        Tenant = "acme",
        Agent = "sales-composer",
        Roles = ["quote_composer"],
        Groups = ["emea-sales", "partners"],
        IsEnabled = true,
    };

    /// <summary>Gets parameters of some 500 bytes.</summary>
    public static byte[] Parameters { get; } = Encoding.UTF8.GetBytes(
        $$"""{"sku":"SKU-000123","quantity":12,"unit_price":129.95,"currency":"EUR","discount_percent":12.5,"valid_until":"2026-12-31","customer":{"id":"C-4711","country":"DE","segment":"smb"},"lines":[{"sku":"SKU-1","quantity":1},{"sku":"SKU-2","quantity":2}],"note":"{{new string('n', 190)}}"}""");

    public static ImmutableArray<PolicyDocument> Make(int rules)
    {
        var made = new List<PolicyRule> { Quote("measured", "sales-composer", "pricing-api", RuleEffect.Permit) };
        for (var i = 1; made.Count < rules; i++)
            made.Add(Quote($"rule-{i:00000}", $"agent-{i % 97}", i % 3 == 0 ? "pricing-api" : $"tool-{i % 50}", i % 7 == 0 ? RuleEffect.Forbid : RuleEffect.Permit));
        return [new PolicyDocument { Name = "synthetic", Rules = [.. made] }];
    }

    private static PolicyRule Quote(string id, string agent, string tool, RuleEffect effect) => new()
    {
        Id = $"synthetic/{id}",
        Effect = effect,
        Who = new Subject { Agents = [Glob(agent)] },
        What = new Target { Tools = [Glob(tool)], Actions = [Glob("generate_quote")] },
        When = new AllOf([
            new ParameterCondition(Path("discount_percent"), [new NumberRange(ExactDecimal.Zero, ExactDecimal.FromMinorUnits(25, 0))]),
            new ParameterCondition(Path("currency"), [new OneOf([new TextLiteral("EUR"), new TextLiteral("USD")])]),
            new ParameterCondition(Path("quantity"), [new TypeTest(ParameterType.Integer), new NumberRange(ExactDecimal.FromMinorUnits(1, 0), ExactDecimal.FromMinorUnits(1000, 0))]),
        ]),
        Accepts = [Path("sku"), Path("unit_price"), Path("valid_until"), Path("customer"), Path("lines"), Path("note")],
    };

    private static ParameterPath Path(string text) => ParameterPath.TryParse(text, out var path) ? path : throw new ArgumentException(text, nameof(text));

    private static NameGlob Glob(string text) => NameGlob.TryParse(text, out var glob) ? glob : throw new ArgumentException(text, nameof(text));
}
