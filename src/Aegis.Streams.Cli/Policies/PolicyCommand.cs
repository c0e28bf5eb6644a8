using Aegis.Streams.Cli.Connections;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy`: what agents may do, from the file to every instance.</summary>
internal static class PolicyCommand
{
    /// <summary>Makes the group. Verbs that work on files alone take no connection.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The group.</returns>
    public static Verb Create(ConnectionOptions connections) => new("policy", "Publish signed policies to every instance, list them and roll back.")
    {
        KeygenCommand.Create(),
        PublishCommand.Create(connections),
        RollbackCommand.Create(connections),
        PolicyListCommand.Create(connections),
    };
}
