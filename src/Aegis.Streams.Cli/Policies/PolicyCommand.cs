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
        _ = connections;
        var group = new Verb("policy", "Write, check, test and explain policies.");
        foreach (var verb in PolicyFileVerbs.Create()) group.Add(verb);
        return group;
    }
}
