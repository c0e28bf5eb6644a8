using System.Globalization;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Language.Formatting;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Writes tests as YAML.</summary>
/// <param name="revision">The revision of the policies that gave the answers.</param>
internal sealed class FixtureWriter(string revision)
{
    private readonly StringBuilder _tests = new();
    private int _count;

    /// <summary>Adds a test with the answer that it got.</summary>
    public void Add(string name, PolicyQuestion question, PolicyAnswer answer)
    {
        _count++;
        var agent = question.Registration;
        Line(1, $"- name: {Spell(name)}");
        Line(2, "intent:");
        Line(3, $"tenant: {Spell(agent.Tenant)}");
        Line(3, $"agent: {Spell(agent.Agent)}");
        Line(3, $"tool: {Spell(question.Tool)}");
        Line(3, $"action: {Spell(question.Action)}");
        if (question.ClaimedClass == CallClass.Read) Line(3, "call_class: read");
        if (question.EgressTarget is { } target) Line(3, $"egress_target: {Spell(target)}");
        using (var parameters = JsonDocument.Parse(question.Parameters)) Line(3, $"parameters: {Flow(parameters.RootElement)}");
        var registration = new List<string>();
        if (!agent.Groups.IsEmpty) registration.Add($"groups: {List(agent.Groups)}");
        if (!agent.Roles.IsEmpty) registration.Add($"roles: {List(agent.Roles)}");
        if (agent.Attributes.Count > 0) registration.Add($"attributes: {{{string.Join(", ", agent.Attributes.Select(pair => $"{Key(pair.Key)}: {Spell(pair.Value)}"))}}}");
        if (registration.Count > 0) Line(2, $"registration: {{{string.Join(", ", registration)}}}");
        if (question.DecisionTime != PolicyFixture.DefaultTime) Line(2, $"at: {Spell(Rfc3339.Format(question.DecisionTime))}");
        if (question.Environment is { } environment) Line(2, $"environment: {Spell(environment)}");
        Line(2, "expect:");
        Line(3, $"outcome: {OutcomeWords.Of(answer.Outcome)}");
        Line(3, $"rules: {List(answer.Trace?.Applied ?? [])}");
        Line(3, $"reasons: {List(answer.Findings.Select(finding => finding.Reason.Code).Distinct().Order(StringComparer.Ordinal))}");
    }

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        # {_count} boundary tests, generated from revision {revision[..12]} with the answers that it gives.
        # Review each one: it says what the policies do, not what they should do.
        apiVersion: {PolicyGrammar.ApiVersion}
        kind: {FixtureGrammar.Kind}
        tests:{(_count == 0 ? " []" : "")}

        """) + _tests;

    private void Line(int level, string text) => _tests.Append(' ', 2 * level).Append(text).Append('\n');

    private static string Flow(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(", ", value.EnumerateObject().Select(member => $"{Key(member.Name)}: {Flow(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Flow))}]",
        JsonValueKind.String => Spell(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Spell))}]";

    private static string Spell(string text) => ScalarSpelling.Of(Scalar(text));

    private static string Key(string text) => ScalarSpelling.Of(Scalar(text), isKey: true);

    private static YamlScalar Scalar(string text) => new(text, ScalarType.Text, IsPlain: false, new TextPlace(1, 1, 1));
}
