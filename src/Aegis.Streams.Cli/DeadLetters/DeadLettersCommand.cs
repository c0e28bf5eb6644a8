using Aegis.Streams.Cli.Connections;

namespace Aegis.Streams.Cli.DeadLetters;

/// <summary>`aegis dlq`: records that could not be read.</summary>
internal static class DeadLettersCommand
{
    /// <summary>Makes the group.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The group.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var group = new Verb("dlq", "List dead letters, and show where one came from and why.")
        {
            DeadLetterListCommand.Create(connections),
            DeadLetterShowCommand.Create(connections),
        };
        connections.AddTo(group);
        return group;
    }
}
