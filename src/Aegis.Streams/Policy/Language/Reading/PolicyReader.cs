using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Reads a document in the general or the short form. What has its shape is read even beside what has not, so that every fault is told at once.</summary>
/// <param name="faults">Takes the faults.</param>
/// <param name="places">Takes where the rules stand.</param>
/// <param name="patterns">The patterns read so far.</param>
internal sealed class PolicyReader(FaultList faults, PolicyPlaces places, PatternTable patterns)
{
    private readonly ShapeChecker _checker = new(faults);

    /// <summary>Reads a document.</summary>
    /// <param name="root">Its root.</param>
    /// <returns>The policy; <see langword="null"/>: it has faults.</returns>
    public PolicyDocument? Read(YamlNode root)
    {
        var before = faults.Count;
        if (root is not YamlMapping mapping)
        {
            // A text alone is another file by mistake, such as that of a key: none of it is shown.
            var problem = $"a policy must be a mapping with `kind: {PolicyGrammar.Kind}` or `agent`, not";
            if (root is YamlScalar { IsNull: false }) faults.Add($"{problem} a text");
            else faults.Add(root, $"{problem} {root.Kind}");
            return null;
        }

        _checker.Check(mapping, ShapeOf(mapping), "");
        var document = IsShort(mapping) ? ReadShort(mapping) : ReadGeneral(mapping);
        return faults.Count == before ? document : null;
    }

    /// <summary>Reads a document of compiled content.</summary>
    /// <param name="mapping">The document, which has its shape.</param>
    /// <returns>The policy.</returns>
    public PolicyDocument ReadContent(YamlMapping mapping)
    {
        var context = new PolicyContext(faults.File, mapping.Text("name")!, mapping.Text("tenant"));
        CheckNarrows(mapping, context);
        var reader = new RuleReader(context, new ConditionReader(faults, new FragmentTable(patterns), patterns), faults);
        var rules = mapping.Items("rules").Cast<YamlMapping>().Select(rule => (Rule: reader.Read(rule, null), Source: rule));
        var profiles = mapping.Items("dlp_profiles").Cast<YamlMapping>().Select(new DlpReader(context, faults).ReadContent);
        return Make(mapping, context, mapping.Items("tools").Cast<YamlMapping>().Select(ToolReader.ReadContent), rules) with
        {
            Narrows = NarrowedBy(mapping, context),
            DlpProfiles = InOrder(profiles),
            DlpDetectors = InOrder(mapping.Items("dlp_detectors").Cast<YamlMapping>().Select(new DetectorReader(context, patterns, faults).Read)),
        };
    }

    /// <summary>Finds the form that a document is meant to have.</summary>
    public static MappingShape ShapeOf(YamlMapping mapping) => IsShort(mapping) ? PolicyGrammar.AgentPolicy : PolicyGrammar.Policy;

    /// <summary>What names an agent is short; so is what names neither an agent nor anything else but its tools.</summary>
    private static bool IsShort(YamlMapping mapping) =>
        mapping.Find("agent") is not null || (mapping.Find("allowed_tools") is not null && mapping.Find("name") is null && mapping.Find("rules") is null);

    private PolicyDocument ReadShort(YamlMapping mapping)
    {
        if (mapping.Find("apiVersion") is null != mapping.Find("kind") is null)
            faults.Add(mapping.Entries.First(entry => entry.Key.Text is "apiVersion" or "kind").Key, "`apiVersion` and `kind` go together", "add the other, or remove it");
        var context = ReadContext(mapping, "agent");
        var (tools, rules) = (new List<ToolDeclaration>(), new List<(PolicyRule, YamlMapping)>());
        var reader = new ShortFormReader(context, faults);
        foreach (var tool in Sound(mapping, "allowed_tools")) reader.Read(tool, tools, rules);
        var document = Make(mapping, context, tools, rules);
        return context.Tenant is null || context.IsObserved || !NameGlob.TryParse(context.Name, out var agent) ? document : document with { Narrows = [agent] };
    }

    private PolicyDocument ReadGeneral(YamlMapping mapping)
    {
        var context = ReadContext(mapping, "name");
        CheckNarrows(mapping, context);
        var fragments = new FragmentTable(patterns);
        if (mapping.Find("fragments") is YamlMapping found) fragments.ReadAll(found.Entries, node => node is YamlSequence && _checker.IsSound(node), faults);
        var conditions = new ConditionReader(faults, fragments, patterns);
        var (tools, rules) = (new List<ToolDeclaration>(), new List<(Rules.PolicyRule, YamlMapping)>());
        var declared = Sound(mapping, "tools").ToList();
        var repeated = declared.SelectMany(tool => tool.Texts("name")).GroupBy(name => name).Where(names => names.Skip(1).Any()).Select(names => names.Key).ToHashSet();
        var toolReader = new ToolReader(context, conditions, repeated, faults);
        foreach (var tool in declared) toolReader.Read(tool, tools, rules);
        var defaults = mapping.Find("defaults") is YamlMapping filled && _checker.IsSound(filled) ? filled : null;
        var ruleReader = new RuleReader(context, conditions, faults);
        foreach (var rule in Sound(mapping, "rules")) rules.Add((ruleReader.Read(rule, defaults), rule));

        // The built-in profile becomes part of the content where it is demanded: a later version that looks for more is another revision.
        var profiles = Sound(mapping, "dlp_profiles").Select(new DlpReader(context, faults).Read);
        var builtIn = rules.Exists(pair => pair.Item1.Dlp?.Profile == DlpProfile.DefaultName) ? new[] { DlpProfile.Default } : [];
        return Make(mapping, context, tools, rules) with
        {
            Narrows = NarrowedBy(mapping, context),
            DlpProfiles = InOrder(profiles.Concat(builtIn)),
            DlpDetectors = InOrder(Sound(mapping, "dlp_detectors").Select(new DetectorReader(context, patterns, faults).Read)),
        };
    }

    private static ImmutableArray<DlpProfile> InOrder(IEnumerable<DlpProfile> profiles) => [.. profiles.OrderBy(profile => profile.Name, StringComparer.Ordinal)];

    private static ImmutableArray<DlpDetector> InOrder(IEnumerable<DlpDetector> detectors) => [.. detectors.OrderBy(detector => detector.Name, StringComparer.Ordinal)];

    private PolicyContext ReadContext(YamlMapping mapping, string nameKey)
    {
        var name = mapping.Find(nameKey) is YamlScalar scalar && _checker.IsSound(scalar) ? scalar.Text : "?";
        var tenant = mapping.Find("tenant") is YamlScalar owner && _checker.IsSound(owner) ? owner.Text : null;
        var docs = mapping.Find("docs") is { } address && _checker.IsSound(address) ? mapping.Text("docs") : null;
        return new PolicyContext(faults.File, name, tenant) { IsObserved = mapping.Says("mode", PolicyWords.Observe), Docs = docs };
    }

    private void CheckNarrows(YamlMapping mapping, PolicyContext context)
    {
        if (context.Tenant is null && mapping.Entries.FirstOrDefault(entry => entry.Key.Text == "narrows").Key is { } key)
            faults.Add(key, "`narrows` without `tenant`: only the policies of a tenant narrow the base", "add `tenant`, or remove it");
    }

    /// <summary>Reads whom a document of the general form narrows. What is only observed narrows nobody.</summary>
    private ImmutableArray<NameGlob> NarrowedBy(YamlMapping mapping, PolicyContext context) =>
        context.Tenant is not null && !context.IsObserved && mapping.Find("narrows") is { } narrows && _checker.IsSound(narrows) ? mapping.Globs("narrows") : [];

    private IEnumerable<YamlMapping> Sound(YamlMapping mapping, string key) =>
        mapping.Find(key) is YamlSequence list ? list.Items.Where(_checker.IsSound).OfType<YamlMapping>() : [];

    private PolicyDocument Make(
        YamlMapping mapping, PolicyContext context, IEnumerable<ToolDeclaration> tools, IEnumerable<(PolicyRule Rule, YamlMapping Source)> rules)
    {
        var ordered = rules.ToArray();
        Array.Sort(ordered, (left, right) => string.CompareOrdinal(left.Rule.Id, right.Rule.Id));
        foreach (var (rule, source) in ordered) places.Add(rule, faults.File, source);
        return new PolicyDocument
        {
            Name = context.Name,
            Tenant = context.Tenant,
            Tools = ToolOrder.Of(tools),
            Rules = ordered.Select(pair => pair.Rule).ToImmutableArray(),
            Place = context.PlaceOf(mapping),
        };
    }
}
