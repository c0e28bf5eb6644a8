using System.CommandLine;
using Aegis.Streams.Cli.Connections;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy rollback`: publishes again what was active before.</summary>
internal static class RollbackCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var target = new Argument<string>("TARGET") { Description = "What to go back to: the id of a publication or a revision, or the first 8 digits of it and more; `previous` is what was active before." };
        var options = new PublicationOptions(connections);
        var verb = new Verb("rollback", "Publish again what was active before, as a new publication: signed, in the history, active everywhere within a second.")
        {
            Examples =
            [
                "aegis policy rollback previous --key key.pem -m \"Quotes were denied\"",
                "aegis policy rollback 5f3a9c04b1d2 --key key.pem",
            ],
        };
        verb.Add(target);
        options.AddTo(verb);
        return verb.Runs(run => Run(run, run.Value(target), options));
    }

    private static int Run(CommandRun run, string target, PublicationOptions options)
    {
        var search = target == PublishedName.Previous ? PublicationSearch.ForPrevious() : PublicationSearch.For(target);
        using var signer = SigningKeyFile.Read(run.Value(options.Key));
        using var session = PolicyTopicSession.Open(run, options.Connections, PublishCommand.TrustOf(run, options, signer), search.Look);
        var policy = search.Found ?? throw CliRefusalException.Fault(target == PublishedName.Previous ? "nothing was active before what is active now; `aegis policy list` shows the history" : session.ExplainMissing(target));
        var message = options.MessageOf(run);
        return new PublicationDesk(run, options, session, signer).Publish(policy.Snapshot, policy.Payload, message.Length > 0 ? message : $"Roll back to {policy.Publication.Id}");
    }
}
