using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Reads declared tools. Their tests become a rule that forbids calls which do not keep to them.</summary>
/// <param name="context">The policy that they belong to.</param>
/// <param name="conditions">Reads conditions.</param>
/// <param name="repeated">The names that more than one declaration of the policy has.</param>
/// <param name="faults">Takes what is wrong beyond the shape.</param>
internal sealed class ToolReader(PolicyContext context, ConditionReader conditions, IReadOnlySet<string> repeated, FaultList faults)
{
    private readonly Dictionary<string, YamlNode> _taken = new(StringComparer.Ordinal);

    /// <summary>Reads a tool.</summary>
    /// <param name="mapping">The tool, which has its shape.</param>
    /// <param name="tools">Takes a declaration for each of its names.</param>
    /// <param name="rules">Takes their rules.</param>
    public void Read(YamlMapping mapping, ICollection<ToolDeclaration> tools, ICollection<(PolicyRule Rule, YamlMapping Source)> rules)
    {
        var parameters = mapping.Find("parameters") is YamlMapping declared ? declared.Entries : [];
        var tests = parameters.Select(entry => conditions.ReadDeclared(entry.Key, (YamlMapping)entry.Value)).OfType<Condition>().ToList();
        var actions = mapping.Globs("actions");
        foreach (var name in mapping.Items("name").Cast<YamlScalar>())
        {
            if (!NameGlob.TryParse(name.Text, out var tool)) continue;
            CheckTaken(name, tool, actions);
            tools.Add(new ToolDeclaration
            {
                Tool = tool,
                Actions = actions,
                Class = mapping.Text("class") is { } word ? PolicyWords.ReadClass(word) : null,
                AcceptsUnknown = mapping.Says("unknown_parameters", PolicyWords.Allow),
                Parameters = CanonicalSets.Of(parameters.Select(entry => ParameterPath.TryParse(entry.Key.Text, out var path) ? path : null).OfType<ParameterPath>()),
                Place = context.PlaceOf(name),
            });
            if (tests.Count > 0) rules.Add((RuleOf(name, tool, actions, tests), mapping));
        }
    }

    /// <summary>Reads a tool of compiled content.</summary>
    /// <param name="mapping">The tool, which has its shape.</param>
    /// <returns>The declaration.</returns>
    public static ToolDeclaration ReadContent(YamlMapping mapping) => new()
    {
        Tool = mapping.Globs("name")[0],
        Actions = mapping.Globs("actions"),
        Class = mapping.Text("class") is { } word ? PolicyWords.ReadClass(word) : null,
        AcceptsUnknown = mapping.Says("unknown_parameters", PolicyWords.Allow),
        Parameters = mapping.Paths("parameters"),
    };

    private PolicyRule RuleOf(YamlScalar name, NameGlob tool, ImmutableArray<NameGlob> actions, List<Condition> tests)
    {
        var rule = new PolicyRule
        {
            Id = $"{context.Owner}/tools/{IdOf(tool, actions)}",
            Effect = RuleEffect.Forbid,
            What = new Target { Tools = [tool], Actions = actions },
            When = new Not(ConditionForm.All(tests)),
            IsObserved = context.IsObserved,
            Docs = context.Docs,
            Place = context.PlaceOf(name),
        };
        ConditionBounds.Check(name, $"tool `{tool}`", rule.When, faults);
        return rule;
    }

    private void CheckTaken(YamlScalar name, NameGlob tool, ImmutableArray<NameGlob> actions)
    {
        if (_taken.TryAdd(IdOf(tool, actions), name)) return;
        var first = _taken[IdOf(tool, actions)];
        faults.Add(name, $"tool `{tool}` is declared for these actions in line {first.Line} already", "merge the two");
    }

    /// <summary>A tool that is declared for some actions beside others has an action in the id.</summary>
    private string IdOf(NameGlob tool, ImmutableArray<NameGlob> actions) =>
        actions.IsEmpty || !repeated.Contains(tool.Text) ? tool.Text : $"{tool.Text}/{actions[0].Text}";
}
