using System.CommandLine;
using Aegis.Streams.Policy.Bundles;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy verify`: checks a signed bundle.</summary>
internal static class VerifyCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var bundle = new Argument<string>("BUNDLE") { Description = "Signed bundle." };
        var key = new Option<string>("--key") { Description = "Public key (PEM, P-256) that must have signed it, whatever the bundle names.", HelpName = "FILE", Required = true };
        var scope = new Option<string?>("--scope") { Description = "Scope that it must be signed for. Default: none may be said.", HelpName = "NAME" };
        var verb = new Verb("verify", "Check that a bundle is what a key signed: each file, no more and no less. Its revision is printed.")
        {
            Examples = ["aegis policy verify bundle.tar.gz --key keys/policy-Zr1xXkQe.pub.pem", "aegis policy verify bundle.tar.gz --key pub.pem --scope production"],
        };
        verb.Add(bundle);
        verb.Add(key);
        verb.Add(scope);
        return verb.Runs(run =>
        {
            using var verifier = BundleKeyFile.ReadPublic(run.Value(key), run.Value(scope));
            var files = BundleFileReading.Read(run.Value(bundle));
            if (verifier.Verify(files) is { } fault) throw CliRefusalException.Fault($"{run.Value(bundle)}: {fault.Message}{WayOut(fault, run.Value(scope))}");
            var revision = BundleManifest.RevisionOf(files);
            if (run.IsJson)
            {
                run.Data.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("revision", revision);
                    json.WriteEndObject();
                });
            }
            else
            {
                run.Data.WriteLine(Terminal.TerminalText.Clean(revision ?? "-"));
            }

            return ExitCodes.Done;
        });
    }

    private static string WayOut(BundleFault fault, string? scope) =>
        fault.Kind == BundleFaultKind.WrongScope && string.IsNullOrEmpty(scope) ? " If that is where it is for, name it with --scope." : "";
}
