using System.CommandLine;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Policy.Bundles;
using Aegis.Streams.Policy.Language;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy build`: a policy set in one file.</summary>
internal static class BuildCommand
{
    private const string Opa = "opa";
    private const string Content = "content";
    private const string Cedar = "cedar";

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var path = new Argument<string>("PATH") { Description = "Policy file, or folder of them: the whole set." };
        var output = new Option<string?>("--output", "-o") { Description = "File to write; it is replaced whole.", HelpName = "FILE" };
        var format = new ChoiceOption("--format", "opa: a bundle for Open Policy Agent. content: the canonical JSON that the revision is the hash of. cedar: the policy sets of Cedar.", Opa, Content, Cedar);
        var key = new Option<string?>("--key") { Description = "Sign the bundle with this private key (PEM, P-256), which `aegis policy keygen` makes.", HelpName = "FILE" };
        var scope = new Option<string?>("--scope") { Description = "Say in the signature for whom the bundle is.", HelpName = "NAME" };
        var revisionOnly = new Option<bool>("--revision-only") { Description = "Only print the revision, and write nothing." };
        var verb = new Verb("build", "Write a policy set into one file: a bundle that a stock Open Policy Agent serves, its canonical content, or Cedar. The same policies give the same bytes; rules that cannot be said exactly are refused, all at once.")
        {
            Examples =
            [
                "aegis policy build policies -o bundle.tar.gz",
                "aegis policy build policies -o bundle.tar.gz --key keys/policy-Zr1xXkQe.key.pem --scope production",
                "aegis policy build policies --revision-only",
            ],
        };
        foreach (var option in new Option[] { output, format, key, scope, revisionOnly }) verb.Add(option);
        verb.Add(path);
        return verb.Runs(run =>
        {
            var isBundle = run.Value(format) == Opa;
            if (!run.Value(revisionOnly) && run.Value(output) is null) throw CliRefusalException.Usage("name the file to write with --output, or ask for --revision-only");
            if (run.Value(key) is not null && !isBundle) throw CliRefusalException.Usage("only bundles are signed; leave out --key, or build --format opa");
            if (run.Value(scope) is not null && run.Value(key) is null) throw CliRefusalException.Usage("--scope is said in the signature; name a --key too");
            var target = run.Value(revisionOnly) ? null : OutputPath.RequireApart("--output", OutputPath.Require("--output", run.Value(output)!), run.Value(path)!);
            var documents = PolicyPaths.LoadDocuments(run, run.Value(path));
            var revision = PolicyContent.RevisionOf(documents);
            if (documents.All(document => document.Rules.IsEmpty)) run.Talk.Warn($"{run.Value(path)} holds no rules, so every intent will be denied");
            if (target is not null)
            {
                using var signer = run.Value(key) is { } file ? BundleKeyFile.ReadPrivate(file) : null;
                var build = run.Value(format) switch
                {
                    Opa => PolicyBuild.Bundle(documents, signer, run.Value(scope)),
                    Cedar => PolicyBuild.Cedar(documents),
                    _ => PolicyBuild.Content(documents),
                };
                foreach (var refusal in build.Refusals) run.Talk.Fault($"`{refusal.RuleId}`: {refusal.Reason}");
                if (build.Bytes is not { } bytes) throw CliRefusalException.Fault($"nothing was written: {build.Refusals.Length} {(build.Refusals.Length == 1 ? "rule" : "rules")} cannot be said exactly");
                OutputFile.Replace(target, bytes.Span);
            }

            if (run.IsJson)
            {
                run.Data.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("revision", revision);
                    json.WriteString("file", target);
                    json.WriteEndObject();
                });
            }
            else
            {
                run.Data.WriteLine(revision);
            }

            return ExitCodes.Done;
        });
    }
}
