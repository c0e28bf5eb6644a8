using System.CommandLine;
using System.Security.Cryptography;
using Aegis.Streams.Cli.Policies;
using Aegis.Streams.Dlp.Custom;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>`aegis dlp terms build`: makes the file of a list of terms that has keyed hashes of them, and none in clear.</summary>
internal static class TermsBuildCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var list = new Argument<string>("LIST") { Description = "The terms, one on each line in UTF-8; `-` is the standard input." };
        var key = new Option<string>("--key-file") { Description = "The key: 16 bytes or more, that only its owner and group can read. `openssl rand -hex 32` makes one.", HelpName = "FILE", Required = true };
        var output = new Option<string>("--out", "-o") { Description = "The file that is made, to lie beside the policy.", HelpName = "FILE", Required = true };
        var verb = new Verb("build", "Make a file of keyed hashes of terms, such as names or numbers of customers, for `file` of a detector. Who has the file alone cannot tell what is in it, and can try no term either; who has the key too can try any. What is found is the same as of a list in clear. Prints what to write into the policy.")
        {
            Examples =
            [
                "aegis dlp terms build customers.txt --key-file terms.key --out policies/customers.terms",
                "psql -Atc 'select name from customers' | aegis dlp terms build - --key-file terms.key --out policies/customers.terms --json",
            ],
        };
        verb.Add(list);
        verb.Add(key);
        verb.Add(output);
        return verb.Runs(run =>
        {
            var (path, target) = (run.Value(list), run.Value(output));
            DlpOptions.OutputOf("--out", target, [path, run.Value(key)]);
            var secret = TermKeyOption.Read(run.Value(key));
            var terms = Read(run, path);
            var bytes = KeyedTermFile.Write(terms, secret, out var count);
            OutputFile.Replace(target, bytes);
            var (digest, name) = (Convert.ToHexStringLower(SHA256.HashData(bytes)), Path.GetFileName(target));
            if (run.IsJson)
            {
                run.Data.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("file", target);
                    json.WriteNumber("terms", count);
                    json.WriteNumber("bytes", bytes.Length);
                    json.WriteString("sha256", digest);
                    json.WriteString("key", secret.Id);
                    json.WriteEndObject();
                });
            }
            else
            {
                run.Data.WriteLine($"{target}: {DlpSummary.Count(count, "term")}, {DlpSummary.Count(bytes.Length, "byte")}");
                run.Data.WriteLine($"file: {{path: {name}, sha256: '{digest}', key: '{secret.Id}'}}");
            }

            return ExitCodes.Done;
        });
    }

    private static IReadOnlyCollection<byte[]> Read(CommandRun run, string path)
    {
        if (path == DlpInput.StandardInput) return TermList.Read(run.Host.Input, "standard input");
        return DlpInput.Guard(path, () =>
        {
            using var file = File.OpenRead(path);
            return TermList.Read(file, path);
        });
    }
}
