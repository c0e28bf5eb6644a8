using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Language.Reading;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Reads a document of tests, as strictly as policies are read.</summary>
/// <param name="faults">Takes the faults.</param>
internal sealed class FixtureReader(FaultList faults)
{
    private static readonly string[] Names = ["tenant", "agent", "tool", "action"];

    private readonly Dictionary<string, YamlNode> _names = new(StringComparer.Ordinal);

    /// <summary>Reads a document.</summary>
    /// <param name="root">Its root.</param>
    /// <returns>The tests; none if there is a fault.</returns>
    public IEnumerable<PolicyFixture> Read(YamlNode root)
    {
        var before = faults.Count;
        if (!new ShapeChecker(faults).Check(root, FixtureGrammar.File, "tests")) return [];
        var file = (YamlMapping)root;
        var defaults = file.Find("defaults") as YamlMapping;
        var fixtures = file.Items("tests").Cast<YamlMapping>().Select(test => Read(test, defaults)).ToList();
        return faults.Count == before ? fixtures : [];
    }

    private PolicyFixture Read(YamlMapping test, YamlMapping? defaults)
    {
        var name = test.Text("name")!;
        if (!_names.TryAdd(name, test)) faults.Add(test.Find("name")!, $"there are two tests `{YamlScalar.Shorten(name)}`", "name what this one tests");
        var place = new SourcePlace(faults.File, test.Line, test.Column);
        return new PolicyFixture(name, ReadQuestion(test, defaults, name), ReadExpected((YamlMapping)test.Find("expect")!), place);
    }

    private PolicyQuestion ReadQuestion(YamlMapping test, YamlMapping? defaults, string name)
    {
        var intent = new[] { test.Find("intent"), defaults?.Find("intent") }.OfType<YamlMapping>().ToArray();
        foreach (var key in Names)
            if (Text(intent, key) is null) faults.Add(test.Find("name")!, $"test `{YamlScalar.Shorten(name)}` names no {key}", $"add `{key}` to its `intent`, or to that of `defaults`");
        var registration = (test.Find("registration") ?? defaults?.Find("registration")) as YamlMapping;
        var at = test.Text("at") ?? defaults?.Text("at");
        var parameters = intent.Select(mapping => mapping.Find("parameters")).FirstOrDefault(found => found is not null);
        return new PolicyQuestion
        {
            Tool = Text(intent, "tool") ?? "",
            Action = Text(intent, "action") ?? "",
            ClaimedClass = Text(intent, "call_class") == "read" ? CallClass.Read : CallClass.Write,
            EgressTarget = Text(intent, "egress_target"),
            Parameters = parameters is null ? default : NodeJson.Write(parameters),
            Registration = ReadRegistration(intent, registration),
            DecisionTime = at is not null && DateText.TryParse(Encoding.UTF8.GetBytes(at), out var instant) ? instant : PolicyFixture.DefaultTime,
            Environment = test.Text("environment") ?? defaults?.Text("environment"),
        };
    }

    private static AgentRegistration ReadRegistration(YamlMapping[] intent, YamlMapping? registration) => new()
    {
        Tenant = Text(intent, "tenant") ?? "",
        Agent = Text(intent, "agent") ?? "",
        Groups = [.. registration?.Texts("groups") ?? []],
        Roles = [.. registration?.Texts("roles") ?? []],
        Attributes = (registration?.Find("attributes") as YamlMapping)?.Entries.ToImmutableSortedDictionary(entry => entry.Key.Text, entry => ((YamlScalar)entry.Value).Text, StringComparer.Ordinal)
            ?? ImmutableSortedDictionary<string, string>.Empty,
        IsEnabled = true,
    };

    private static ExpectedAnswer ReadExpected(YamlMapping mapping) => new(OutcomeWords.Read(mapping.Text("outcome")!))
    {
        Rules = ReadNames(mapping, "rules"),
        Reasons = ReadNames(mapping, "reasons"),
        Observed = ReadNames(mapping, "observed"),
        Sanitized = mapping.Find("sanitized") is { } sanitized ? NodeJson.Write(sanitized) : (ReadOnlyMemory<byte>?)null,
    };

    private static ImmutableArray<string>? ReadNames(YamlMapping mapping, string key) => mapping.Find(key) is null ? null : [.. mapping.Texts(key)];

    private static string? Text(YamlMapping[] intent, string key) => intent.Select(mapping => mapping.Text(key)).FirstOrDefault(text => text is not null);
}
