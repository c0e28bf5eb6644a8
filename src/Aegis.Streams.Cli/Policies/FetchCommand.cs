using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy fetch`: the content of what was published, as a file.</summary>
internal static class FetchCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var id = new Argument<string?>("ID") { Description = "The id of a publication or a revision that is or was active, or the first 8 digits of it and more. Default: what is active.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string>("--output", "-o") { Description = "File to write; it is replaced whole.", HelpName = "FILE", Required = true };
        var terms = new Option<string>("--terms-dir") { Description = "Folder where its files of terms go, each under its SHA-256 and readable by their owner only; one of the same name is replaced whole. Default: they are left out.", HelpName = "FOLDER" };
        var keys = new PolicyKeyOption("Trust these keys, as instances do");
        var verb = new Verb("fetch", "Write the canonical content of a published policy set into a file, verified as instances verify it, for `aegis policy diff` to compare with. The id of the publication is printed.")
        {
            Examples =
            [
                "aegis policy fetch -o live.json --policy-keys keys && aegis policy diff live.json policies",
                "aegis policy fetch 5f3a9c04b1d2 -o before.json --terms-dir terms --policy-keys keys",
            ],
        };
        verb.Add(id);
        verb.Add(output);
        verb.Add(terms);
        verb.Add(keys);
        connections.AddTo(verb);
        return verb.Runs(run =>
        {
            var trusted = keys.Require(run);
            var search = run.Value(id) is { } digits ? PublicationSearch.For(digits) : null;
            using var session = PolicyTopicSession.Open(run, connections, trusted, search is null ? null : search.Look);
            var found = (search is null ? session.Log.Active : search.Found) ?? throw CliRefusalException.Fault(search is null ? "nothing is active; `aegis policy list` shows the history" : session.ExplainMissing(run.Value(id)!));
            WriteTerms(run, found, run.Value(terms), run.Value(output));
            OutputFile.Replace(run.Value(output), found.Payload.Content.Span);
            PublicationOutput.Write(run, session.Log.History.Last(entry => entry.Offset == found.Offset));
            return ExitCodes.Done;
        });
    }

    private static void WriteTerms(CommandRun run, ActivePolicy policy, string? folder, string output)
    {
        var files = TermArchive.Unpack(policy.Snapshot.Documents, policy.Payload.Terms)!;
        if (folder is null)
        {
            if (files.Count > 0) run.Talk.Note($"its {files.Count} files of terms are left out; --terms-dir writes them");
            return;
        }

        OutputPath.RequireName("--terms-dir", folder);
        if (files.Keys.Any(digest => RealPath.Names.Equals(RealPath.Of(Path.Combine(folder, digest)), RealPath.Of(output))))
            throw CliRefusalException.Usage($"--output would take the place of a file of terms: {output}; name another file");
        CreateFolder(folder);
        foreach (var (digest, bytes) in files) OutputFile.Replace(Path.Combine(folder, digest), stream => stream.Write(bytes.Span), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"--terms-dir: {folder} cannot be made: {fault.Message}", fault);
        }
    }
}
