using Aegis.Streams.Cli.Connections;

namespace Aegis.Streams.Cli.Lists;

/// <summary>`aegis lists`: prospect lists, sanitized by running instances.</summary>
internal static class ListsCommand
{
    /// <summary>Makes the group.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The group.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var group = new Verb("lists", "Have lists of rows sanitized by running instances (`aegis up --roles streams,lists`), and fetch them with a signed manifest.");
        group.Add(ListSubmitCommand.Create(connections));
        group.Add(ListResumeCommand.Create(connections));
        group.Add(ListStatusCommand.Create(connections));
        group.Add(ListFetchCommand.Create(connections));
        group.Add(ListVerifyCommand.Create());
        return group;
    }
}
