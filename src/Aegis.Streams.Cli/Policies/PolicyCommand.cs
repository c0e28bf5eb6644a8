using Aegis.Streams.Cli.Connections;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy`: what agents may do, from the file to every instance.</summary>
internal static class PolicyCommand
{
    /// <summary>Makes the group. Verbs that work on files alone take no connection.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The group.</returns>
    public static Verb Create(ConnectionOptions connections) => new("policy", "Check policies, compare and export them; publish them signed to every instance, list them and roll back.")
    {
        LintCommand.Create(),
        DiffCommand.Create(),
        BuildCommand.Create(),
        SignCommand.Create(),
        VerifyCommand.Create(),
        InputCommand.Create(),
        KeygenCommand.Create(),
        PublishCommand.Create(connections),
        RollbackCommand.Create(connections),
        PolicyListCommand.Create(connections),
    };
}
