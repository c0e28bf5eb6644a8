using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>The shapes of files that test policies.</summary>
internal static class FixtureGrammar
{
    public const string Kind = "PolicyTest";
    private const int MaxTests = 10_000;
    private const int MaxNames = 64;

    public static MappingShape Intent { get; } = new(
        "intent",
        "`intent`",
        "The call, with the names of the contract.",
        new KeyShape("tenant", TextForms.Name, "The tenant."),
        new KeyShape("agent", TextForms.Name, "The agent."),
        new KeyShape("tool", TextForms.Tool, "The tool."),
        new KeyShape("action", TextForms.Tool, "The action."),
        new KeyShape("call_class", new WordShape("write", "read"), "What the intent claims to do.") { Default = "write" },
        new KeyShape("egress_target", new TextShape("URL", EnvelopeCheck.EgressTargetRule, EnvelopeCheck.IsEgressTarget) { Pattern = "^[A-Za-z][A-Za-z0-9+.-]*:", MaxLength = EnvelopeCheck.MaxEgressTargetLength }, "Where the call would go."),
        new KeyShape("parameters", new MapShape(TextShape.Free("name", 1024, min: 0), "a parameter", new JsonShape(), MaxTests), "The parameters. Numbers keep their spelling; a text that looks like a number stands in quotes.") { Default = "none" })
    { MayBeEmpty = false };

    public static MappingShape Registration { get; } = new(
        "registration",
        "`registration`",
        "What the register of agents says of the agent.",
        new KeyShape("groups", new ListShape(TextForms.Group, MaxNames) { TakesSingle = true }, "The groups it belongs to."),
        new KeyShape("roles", new ListShape(TextForms.Group, MaxNames) { TakesSingle = true }, "The roles it holds."),
        new KeyShape("attributes", new MapShape(TextForms.Attribute, "an attribute", TextForms.Value, MaxNames), "Further facts by name."))
    { MayBeEmpty = false };

    public static MappingShape Expect { get; } = new(
        "expect",
        "`expect`",
        "What policy must answer. A list that is there is the whole list, in any order.",
        new KeyShape("outcome", new WordShape("allow", "sanitize", "approval_needed", "deny"), "The outcome.") { IsRequired = true },
        new KeyShape("rules", Names("rule id", 256), "The ids of the enforced rules that apply."),
        new KeyShape("reasons", Names("reason code", 128), "The codes of the reasons."),
        new KeyShape("sanitized", new MapShape(TextShape.Free("name", 1024, min: 0), "a parameter", new JsonShape(), MaxTests), "The rewritten parameters, all of them. Hashes in them are of a key of zeros, and those of no tenant."),
        new KeyShape("observed", Names("rule id", 256), "The ids of the observed rules that would apply."));

    public static MappingShape Test { get; } = new(
        "test",
        "a test",
        "One call and what policy must answer.",
        new KeyShape("name", TextForms.Group with { Name = "test name", Rule = "must be 1 to 200 characters without control characters", MaxLength = 200, IsValid = IsName }, "What is tested, unique in the file.") { IsRequired = true },
        IntentKey,
        RegistrationKey,
        AtKey,
        EnvironmentKey,
        new KeyShape("expect", Expect, "What policy must answer.") { IsRequired = true });

    /// <summary>Gets a file of tests.</summary>
    public static MappingShape File { get; } = new(
        "policy_test",
        "a file of tests",
        "Tests of a policy set. Every test is decided by itself, by policy alone.",
        new KeyShape("apiVersion", new WordShape(PolicyGrammar.ApiVersion), "The version of the language.") { IsRequired = true },
        new KeyShape("kind", new WordShape(Kind), "The kind of document.") { IsRequired = true },
        new KeyShape("defaults", new MappingShape("test_defaults", "`defaults`", "What a test has that leaves it out; `intent` key by key.", IntentKey, RegistrationKey, AtKey, EnvironmentKey) { MayBeEmpty = false }, "What a test has that leaves it out."),
        new KeyShape("tests", new ListShape(Test, MaxTests) { MayBeEmpty = true }, "The tests.") { IsRequired = true });

    private static KeyShape IntentKey => new("intent", Intent, "The call.");

    private static KeyShape RegistrationKey => new("registration", Registration, "What is known of the agent.");

    private static KeyShape AtKey => new("at", new TextShape("instant", "must be an instant in quotes such as \"2026-01-31T08:00:00Z\"", IsInstant) { Pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2})$" }, "The decision time.") { Default = "\"2026-01-01T12:00:00Z\", a Thursday" };

    private static KeyShape EnvironmentKey => new("environment", TextForms.Environment, "The environment of the instance.") { Default = "none" };

    private static ListShape Names(string name, int length) => new(TextShape.Free(name, length), MaxTests) { TakesSingle = true, MayBeEmpty = true };

    private static bool IsName(string text) => text.Length is > 0 and <= 200 && !text.Any(char.IsControl);

    private static bool IsInstant(string text) => text.Contains('T', StringComparison.Ordinal) && DateText.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out _);
}
