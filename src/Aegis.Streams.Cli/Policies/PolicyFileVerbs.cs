namespace Aegis.Streams.Cli.Policies;

/// <summary>The verbs of `aegis policy` that work on files alone.</summary>
internal static class PolicyFileVerbs
{
    /// <summary>Makes the verbs.</summary>
    /// <returns>The verbs, in the order in which an author needs them.</returns>
    public static IEnumerable<Verb> Create() =>
    [
        InitCommand.Create(),
        ValidateCommand.Create(),
        FormatCommand.Create(),
        EvalCommand.Create(),
        ExplainCommand.Create(),
        TestCommand.Create(),
    ];
}
