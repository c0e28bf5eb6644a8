using System.CommandLine;
using System.Security.Cryptography;
using Aegis.Streams.Cli.Dlp;

namespace Aegis.Streams.Cli.Lists;

/// <summary>`aegis lists verify`: checks a file against its manifest, without a cluster.</summary>
internal static class ListVerifyCommand
{
    private const long MostManifestBytes = 1 << 20;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var file = new Argument<string>("file") { Description = "The sanitized list.", HelpName = "FILE" };
        var manifest = new Option<string>("--manifest") { Description = "Its manifest, a DSSE envelope.", HelpName = "FILE", Required = true };
        var keys = new ManifestKeyOption();
        var verb = new Verb("verify", "Check that a file is the sanitized list that a signed manifest speaks of. Needs no cluster.")
        {
            Examples = ["aegis lists verify clean.csv --manifest clean.dsse.json --manifest-keys keys"],
        };
        verb.Add(file);
        verb.Add(manifest);
        verb.Add(keys);
        return verb.Runs(run =>
        {
            var trusted = keys.Require(run);
            var (path, envelope) = (run.Value(file), run.Value(manifest));
            var bytes = DlpInput.Guard(envelope, () => new FileInfo(envelope).Length > MostManifestBytes ? throw CliRefusalException.Fault($"{envelope} is larger than 1 MiB, which no manifest is") : File.ReadAllBytes(envelope));
            var (subject, keyId) = ManifestKeyOption.SubjectOf(bytes, trusted);
            var actual = DlpInput.Guard(path, () =>
            {
                using var stream = File.OpenRead(path);
                return Convert.ToHexStringLower(SHA256.HashData(stream));
            });
            if (actual != subject.Sha256) throw CliRefusalException.Fault($"{path} is not the list that {envelope} speaks of: its sha256 is {actual}, and must be {subject.Sha256}");
            if (run.IsJson)
            {
                run.Data.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("list", subject.Name);
                    json.WriteString("submission_id", subject.SubmissionId);
                    json.WriteString("sha256", subject.Sha256);
                    json.WriteString("key_id", keyId);
                    json.WriteEndObject();
                });
            }
            else
            {
                run.Data.WriteLine($"{path} is the sanitized list {subject.Name}, signed by {keyId}");
            }

            return ExitCodes.Done;
        });
    }
}
