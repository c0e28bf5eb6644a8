namespace Aegis.Streams.Policy.Rego;

/// <summary>What stands for a condition in a body: the name of a rule or function, or a value that is known when the text is written.</summary>
/// <param name="Name">The name; <see langword="null"/>: the value is known.</param>
/// <param name="IsAlways">If the value is known: whether it is true; else it is never true.</param>
internal readonly record struct RegoTerm(string? Name, bool IsAlways)
{
    public static RegoTerm Always { get; } = new(null, true);

    public static RegoTerm Never { get; } = new(null, false);

    public bool IsNever => Name is null && !IsAlways;

    public static RegoTerm Of(string name) => new(name, false);
}
