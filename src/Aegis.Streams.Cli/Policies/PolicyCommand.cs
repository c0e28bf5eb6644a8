using Aegis.Streams.Cli.Connections;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy`: what agents may do, from the file to every instance.</summary>
internal static class PolicyCommand
{
    /// <summary>Makes the group. Verbs that work on files alone take no connection.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The group.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var group = new Verb("policy", "Write, check, test and explain policies; compare and export them; publish them signed to every instance, and roll back.");
        foreach (var verb in PolicyFileVerbs.Create()) group.Add(verb);
        group.Add(LintCommand.Create());
        group.Add(DiffCommand.Create(connections));
        group.Add(BuildCommand.Create());
        group.Add(SignCommand.Create());
        group.Add(VerifyCommand.Create());
        group.Add(InputCommand.Create());
        group.Add(KeygenCommand.Create());
        group.Add(PublishCommand.Create(connections));
        group.Add(RollbackCommand.Create(connections));
        group.Add(PolicyListCommand.Create(connections));
        group.Add(FetchCommand.Create(connections));
        return group;
    }
}
