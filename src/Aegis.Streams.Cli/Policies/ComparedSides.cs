using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Loads the sides of a comparison: files, or what is published, read to the end of its topic once for both.</summary>
/// <param name="run">The run.</param>
/// <param name="connections">The options of the connection.</param>
/// <param name="keys">The keys that publications are verified with.</param>
internal sealed class ComparedSides(CommandRun run, ConnectionOptions connections, PolicyKeyOption keys)
{
    /// <summary>Loads them.</summary>
    /// <param name="names">Files, folders, or names of publications.</param>
    /// <returns>The policies, in that order.</returns>
    /// <exception cref="CliRefusalException">One cannot be loaded, or there is no such publication. Its exit code is never that of a difference.</exception>
    public ComparedPolicies[] Load(params string[] names)
    {
        try
        {
            var searches = names.Select(name => PublishedName.Is(name) ? SearchFor(name) : null).ToArray();
            return Array.Exists(searches, search => search is not null) ? LoadPublished(names, searches) : [.. names.Select(LoadFiles)];
        }
        catch (CliRefusalException refusal) when (refusal.ExitCode == ExitCodes.Fault)
        {
            throw new CliRefusalException(ExitCodes.Incomplete, refusal.Message, refusal);
        }
    }

    private static PublicationSearch SearchFor(string name) => name switch
    {
        PublishedName.Active => PublicationSearch.ForActive(),
        PublishedName.Previous => PublicationSearch.ForPrevious(),
        _ => PublicationSearch.For(name),
    };

    private static string WhyMissing(PolicyTopicSession session, string name) => name switch
    {
        PublishedName.Active => "nothing is active; `aegis policy list` shows the history",
        PublishedName.Previous => "nothing was active before what is active now; `aegis policy list` shows the history",
        _ => session.ExplainMissing(name),
    };

    private ComparedPolicies LoadFiles(string path) => new(PolicyPaths.LoadDocuments(run, path, ExitCodes.Incomplete), null);

    private ComparedPolicies[] LoadPublished(string[] names, PublicationSearch?[] searches)
    {
        var first = names[Array.FindIndex(searches, search => search is not null)];
        var trusted = keys.Read(run) ?? throw CliRefusalException.Usage(
            $"{first} is no file, and what is published is only as good as the keys that verify it; name a file, or the keys with --policy-keys or AEGIS_POLICY_KEYS");
        using var session = PolicyTopicSession.Open(run, connections, trusted, published => Look(searches, published));
        return [.. names.Select((name, index) => searches[index] is { } search ? Of(session, name, search) : LoadFiles(name))];
    }

    private static void Look(PublicationSearch?[] searches, PublicationEvent published)
    {
        foreach (var search in searches) search?.Look(published);
    }

    private ComparedPolicies Of(PolicyTopicSession session, string name, PublicationSearch search)
    {
        var found = search.Found ?? throw CliRefusalException.Fault(WhyMissing(session, name));
        run.Talk.Note($"{name} is publication {found.Publication.Id} of revision {found.Publication.Revision}");
        return new ComparedPolicies(found.Snapshot.Documents, found.Publication);
    }
}
