using System.Collections.Immutable;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>A policy set made ready to be asked. Immutable.</summary>
internal sealed class PolicyProgram
{
    public PolicyProgram(ImmutableArray<PolicyDocument> documents, IReadOnlyDictionary<string, TermDictionary> terms)
    {
        Known = new KnownParameters();
        Layers = new Layers(documents);
        Profiles = new ProfileTable(documents, terms);
        Rules = Compile(documents, Known, Profiles, out var guards);
        Guards = guards;
        Names = new NameTables(Rules.AsSpan());
        Tools = new ToolIndex(documents.SelectMany(document => document.Tools.Select(tool => (tool, document.Tenant))), Known, Names.Tools);
        Known.Seal();
        Allows = new AllowVerdicts(Rules);
        Index = new RuleIndex(Rules.AsSpan(), Names, IndexDepth.Action, RuleTraits.None);
        PermitsByTenant = new RuleIndex(Rules.AsSpan(), Names, IndexDepth.Tenant, RuleTraits.Permits | RuleTraits.IsEnforced);
        PermitsByTool = new RuleIndex(Rules.AsSpan(), Names, IndexDepth.Tool, RuleTraits.Permits | RuleTraits.IsEnforced);
    }

    /// <summary>Gets what tells this set from others without keeping it in memory.</summary>
    public object Identity { get; } = new();

    public KnownParameters Known { get; }

    public ToolIndex Tools { get; }

    public Layers Layers { get; }

    public ImmutableArray<CompiledRule> Rules { get; }

    /// <summary>Gets the profiles of redaction.</summary>
    public ProfileTable Profiles { get; }

    /// <summary>Gets the numbers of everything that the rules mention by name.</summary>
    public NameTables Names { get; }

    public RuleIndex Index { get; }

    /// <summary>Gets what is simple of the rules' conditions.</summary>
    public GuardTable Guards { get; }

    /// <summary>Gets the enforced permits, found by who calls alone, to tell why none applies.</summary>
    public RuleIndex PermitsByTenant { get; }

    /// <summary>Gets the enforced permits, found by who calls and the tool, to tell why none applies.</summary>
    public RuleIndex PermitsByTool { get; }

    /// <summary>Gets the verdicts of calls that nothing but permits speaks of.</summary>
    public AllowVerdicts Allows { get; }

    /// <summary>Says whether a permit, or what is declared of the tool, knows every parameter of a call.</summary>
    /// <param name="rule">The permit.</param>
    /// <param name="tools">What may be declared of the tool.</param>
    /// <param name="call">The call.</param>
    /// <param name="unknown">The entry of the first that nobody knows; 0: all are known.</param>
    /// <returns>Whether all are known.</returns>
    public bool KnowsParameters(CompiledRule rule, ReadOnlySpan<CompiledTool> tools, in PolicyCall call, out int unknown)
    {
        unknown = 0;
        if (rule.AcceptsUnknown) return true;
        return tools.IsEmpty ? Known.Know(call.Parameters, [rule.Known], out unknown) : KnowsDeclared(rule, tools, call, out unknown);
    }

    private static ImmutableArray<CompiledRule> Compile(ImmutableArray<PolicyDocument> documents, KnownParameters known, ProfileTable profiles, out GuardTable guards)
    {
        var rules = new List<(PolicyRule Rule, string? Tenant)>();
        foreach (var document in documents)
            foreach (var rule in document.Rules) rules.Add((rule, document.Tenant));
        rules.Sort((left, right) => string.CompareOrdinal(left.Rule.Id, right.Rule.Id));
        var (ranges, compiled) = (WriteGuards(rules, out guards), ImmutableArray.CreateBuilder<CompiledRule>(rules.Count));
        foreach (var (rule, tenant) in rules)
        {
            // What is accepted whatever it is needs no names.
            var root = rule.Effect == RuleEffect.Permit && !rule.AcceptsUnknown ? known.Add(ConditionWalk.Known(rule)) : 0;
            compiled.Add(new CompiledRule(compiled.Count, rule, tenant, root, ranges[compiled.Count], profiles));
        }

        return compiled.MoveToImmutable();
    }

    /// <summary>Writes the guards of rules that one call may lead to beside each other, so that it finds them in few cache lines.</summary>
    private static GuardRange[] WriteGuards(List<(PolicyRule Rule, string? Tenant)> rules, out GuardTable guards)
    {
        var (writer, ranges) = (new GuardWriter(), new GuardRange[rules.Count]);
        var order = Enumerable.Range(0, rules.Count)
            .OrderBy(number => rules[number].Tenant ?? FirstOf(rules[number].Rule.Who.Tenants), StringComparer.Ordinal)
            .ThenBy(number => FirstOf(rules[number].Rule.What.Tools), StringComparer.Ordinal)
            .ThenBy(number => FirstOf(rules[number].Rule.Who.Agents), StringComparer.Ordinal)
            .ThenBy(number => FirstOf(rules[number].Rule.Who.Groups), StringComparer.Ordinal)
            .ThenBy(number => FirstOf(rules[number].Rule.Who.Roles), StringComparer.Ordinal);
        foreach (var number in order) ranges[number] = writer.Add(rules[number].Rule.When, rules[number].Rule.Effect);
        guards = writer.Seal();
        return ranges;
    }

    private static string? FirstOf(ImmutableArray<NameGlob> names) => names.IsEmpty ? null : names[0].Text;

    private bool KnowsDeclared(CompiledRule rule, ReadOnlySpan<CompiledTool> tools, in PolicyCall call, out int unknown)
    {
        unknown = 0;
        Span<int> roots = stackalloc int[KnownParameters.MaxTries];
        roots[0] = rule.Known;
        var count = 1;
        foreach (var tool in tools)
        {
            if (!tool.Covers(call)) continue;

            // A layer must not open what the base keeps closed.
            if (rule.Tenant is null && tool.Tenant is not null) continue;
            if (tool.Declaration.AcceptsUnknown) return true;
            if (tool.Declaration.Parameters.IsEmpty) continue;

            // A declaration that is left out could hide that an object accepts only some parts: rather nothing is known. No set that loads gets here.
            if (count == roots.Length) return false;
            roots[count++] = tool.Known;
        }

        return Known.Know(call.Parameters, roots[..count], out unknown);
    }
}
