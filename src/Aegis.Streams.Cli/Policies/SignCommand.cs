using System.CommandLine;
using Aegis.Streams.Policy.Bundles;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy sign`: signs a bundle that was built.</summary>
internal static class SignCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var bundle = new Argument<string>("BUNDLE") { Description = "Bundle that `aegis policy build` or Open Policy Agent wrote." };
        var key = new Option<string>("--key") { Description = "Private key (PEM, P-256), which `aegis policy keygen` makes.", HelpName = "FILE", Required = true };
        var scope = new Option<string?>("--scope") { Description = "Say in the signature for whom the bundle is.", HelpName = "NAME" };
        var output = new Option<string?>("--output", "-o") { Description = "File to write. Default: the bundle itself, which is replaced whole.", HelpName = "FILE" };
        var verb = new Verb("sign", "Sign a bundle for Open Policy Agent (ES256), in place of a signature that it has. The id of the key is printed.")
        {
            Examples = ["aegis policy sign bundle.tar.gz --key keys/policy-Zr1xXkQe.key.pem", "aegis policy sign bundle.tar.gz --key key.pem --scope production -o signed.tar.gz"],
        };
        verb.Add(bundle);
        foreach (var option in new Option[] { key, scope, output }) verb.Add(option);
        return verb.Runs(run =>
        {
            var target = run.Value(output) is { } named ? OutputPath.Require("--output", named) : OutputPath.Require("BUNDLE", run.Value(bundle));
            using var signer = BundleKeyFile.ReadPrivate(run.Value(key));
            var files = BundleFileReading.Read(run.Value(bundle)).Where(file => file.Name != BundleFile.Signatures);
            try
            {
                OutputFile.Replace(target, BundleWriter.Write(signer.Sign(files, run.Value(scope))));
            }
            catch (ArgumentException fault)
            {
                throw CliRefusalException.Fault($"{run.Value(bundle)} cannot be signed: {fault.Message}", fault);
            }

            if (run.IsJson)
            {
                run.Data.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("key_id", signer.KeyId);
                    json.WriteEndObject();
                });
            }
            else
            {
                run.Data.WriteLine(signer.KeyId);
            }

            return ExitCodes.Done;
        });
    }
}
