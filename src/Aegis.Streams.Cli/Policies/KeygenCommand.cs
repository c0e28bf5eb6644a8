using System.CommandLine;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy keygen`: makes a pair of keys.</summary>
internal static class KeygenCommand
{
    // Enough to tell keys apart by their files; the whole id is in what is printed.
    private const int NameLength = 8;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var output = new Option<string>("--out") { Description = "Folder for the two files; made if need be.", HelpName = "FOLDER", Required = true };
        var verb = new Verb("keygen", "Make a pair of keys for publications (ES256): the private one for publishers, the public one for instances.")
        {
            Examples = ["aegis policy keygen --out keys"],
        };
        verb.Add(output);
        return verb.Runs(run =>
        {
            var folder = OutputPath.RequireName("--out", run.Value(output));
            var keys = PolicyKeys.Create();
            var name = Path.Combine(folder, $"policy-{keys.KeyId[..NameLength]}");
            var (privateFile, publicFile) = ($"{name}.key.pem", $"{name}{TrustedKeyFiles.Ending}");
            Write(folder, privateFile, keys.PrivatePem, isSecret: true);
            Write(folder, publicFile, keys.PublicPem, isSecret: false);
            if (run.IsJson)
            {
                run.Data.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("key_id", keys.KeyId);
                    json.WriteString("private_key", privateFile);
                    json.WriteString("public_key", publicFile);
                    json.WriteEndObject();
                });
            }
            else
            {
                run.Data.WriteLine(keys.KeyId);
                run.Talk.Note($"{privateFile} signs: keep it where policy is published from, and nowhere else", Ink.Bold);
                run.Talk.Note($"{publicFile} verifies: give it to every instance with --policy-keys");
            }

            return ExitCodes.Done;
        });
    }

    private static void Write(string folder, string file, string text, bool isSecret)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (isSecret && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(file, options);
            writer.Write(text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the key {file} cannot be written: {fault.Message}", fault);
        }
    }
}
