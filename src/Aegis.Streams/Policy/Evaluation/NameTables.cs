namespace Aegis.Streams.Policy.Evaluation;

/// <summary>The numbers of everything that the rules of a set mention by name.</summary>
internal sealed class NameTables(IReadOnlyList<CompiledRule> rules)
{
    public NameTable Tenants { get; } = new(rules.SelectMany(rule => rule.FoundBy.Tenants));

    public NameTable Tools { get; } = new(rules.SelectMany(rule => rule.FoundBy.Tools));

    public NameTable Actions { get; } = new(rules.SelectMany(rule => rule.FoundBy.Actions));

    public SubjectTable Subjects { get; } = new(rules);
}
