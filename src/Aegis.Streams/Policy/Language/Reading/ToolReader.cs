using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
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
    /// <summary>An id has at most 256 characters where tests name it.</summary>
    private const int MaxActionsInId = 128;

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

            // What is only observed must open nothing: it makes no parameter known, and no call a read.
            if (!context.IsObserved) tools.Add(DeclarationOf(mapping, name, tool, actions, parameters));
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

    private ToolDeclaration DeclarationOf(YamlMapping mapping, YamlScalar name, NameGlob tool, ImmutableArray<NameGlob> actions, IEnumerable<(YamlScalar Key, YamlNode Value)> parameters) => new()
    {
        Tool = tool,
        Actions = actions,
        Class = mapping.Text("class") is { } word ? PolicyWords.ReadClass(word) : null,
        AcceptsUnknown = mapping.Says("unknown_parameters", PolicyWords.Allow),
        Parameters = CanonicalSets.Of(parameters.Select(entry => ParameterPath.TryParse(entry.Key.Text, out var path) ? path : null).OfType<ParameterPath>()),
        Place = context.PlaceOf(name),
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
        var key = string.Join(' ', [tool.Text, .. actions.Select(action => action.Text)]);
        if (_taken.TryAdd(key, name)) return;
        var first = _taken[key];
        faults.Add(name, $"tool `{tool}` is declared for these actions in line {first.Line} already", "merge the two");
    }

    /// <summary>A tool that is declared for some actions beside others has the actions in the id; of many, the first and a hash.</summary>
    private string IdOf(NameGlob tool, ImmutableArray<NameGlob> actions)
    {
        if (actions.IsEmpty || !repeated.Contains(tool.Text)) return tool.Text;
        var all = string.Join('/', actions.Select(action => action.Text));
        return all.Length <= MaxActionsInId
            ? $"{tool.Text}/{all}"
            : $"{tool.Text}/{actions[0].Text}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(all)))[..16]}";
    }
}
