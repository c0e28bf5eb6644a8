using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy publish`: makes a policy set the active one of every instance.</summary>
internal static class PublishCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var path = new Argument<string>("PATH") { Description = "Policy file, or folder of them: the whole set, which replaces the active one." };
        var options = new PublicationOptions(connections);
        var verb = new Verb("publish", "Sign a policy set and publish it. Every instance verifies it and decides by it within a second; the id of the publication is printed.")
        {
            Examples =
            [
                "aegis policy publish policies --key keys/policy-Zr1xXkQe.key.pem -m \"Discounts up to 20 %\"",
                "aegis policy publish policies --key key.pem --parent 5f3a9c04b1d2 --json",
                "aegis policy publish policies --key key.pem --dry-run",
            ],
        };
        verb.Add(path);
        options.AddTo(verb);
        return verb.Runs(run =>
        {
            using var signer = SigningKeyFile.Read(run.Value(options.Key));
            var policy = PolicyPaths.Load(run, TermKeys.Unused, run.Value(path));
            if (TermArchive.Pack(policy.Documents, out var terms) is { } fault) throw CliRefusalException.Fault(fault.ToString());
            var keys = policy.Documents.SelectMany(document => document.DlpDetectors).Select(detector => detector.File?.KeyId).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
            if (keys.Length > 0) run.Talk.Note($"instances need the terms {(keys.Length == 1 ? "key" : "keys")} {string.Join(", ", keys)} (--terms-key-file), and refuse the publication without");
            using var session = PolicyTopicSession.Open(run, connections, TrustOf(run, options, signer));
            return new PublicationDesk(run, options, session, signer).Publish(policy, new PublicationPayload(PolicyContent.Write(policy.Documents), terms), options.MessageOf(run));
        });
    }

    /// <summary>Finds the keys that a publisher trusts: those that are named, and its own.</summary>
    internal static TrustedKeys TrustOf(CommandRun run, PublicationOptions options, PublicationSigner signer)
    {
        var own = TrustedKeys.FromPem(signer.PublicPem);
        return options.Keys.Read(run)?.And(own) ?? own;
    }
}
