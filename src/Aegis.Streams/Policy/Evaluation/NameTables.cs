namespace Aegis.Streams.Policy.Evaluation;

/// <summary>The numbers of everything that the rules of a set mention by name.</summary>
/// <param name="rules">The rules.</param>
internal sealed class NameTables(ReadOnlySpan<CompiledRule> rules)
{
    public NameTable Tenants { get; } = new(rules, names => names.Tenants);

    public NameTable Tools { get; } = new(rules, names => names.Tools);

    public NameTable Actions { get; } = new(rules, names => names.Actions);

    public SubjectTable Subjects { get; } = new(rules);
}
