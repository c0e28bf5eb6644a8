using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Lists.Manifest;

namespace Aegis.Streams.IntegrationTests.Cli.Lists;

/// <summary>The verbs of lists against an instance with the embedded broker.</summary>
public sealed class ListVerbTests : IClassFixture<ListInstance>
{
    private const string Rows = "name,mail,ssn\njane,jane@corp.com,512-43-7781\nann,ann@corp.com\nbo,bo@corp.com,1,2\n";
    private readonly ListInstance _instance;

    public ListVerbTests(ListInstance instance) => _instance = instance;

    [Fact]
    public void List_IsSubmittedSanitizedFetchedAndVerified()
    {
        var (rows, clean, manifest) = (_instance.File("rows.csv", Rows), _instance.PathOf("clean.csv"), _instance.PathOf("clean.dsse.json"));

        var submit = _instance.Run("lists", "submit", rows, "--tenant", "acme", "--list", "first", "--json");
        Assert.Equal(0, submit.ExitCode);
        using (var status = JsonDocument.Parse(submit.Output))
        {
            Assert.Equal(("closed", 3, 2, 1), (Text(status, "state"), Number(status, "rows_in"), Number(status, "rows_out"), Number(status, "rows_quarantined")));
            Assert.Equal("""{"EMAIL":2,"US_SSN":1}""", status.RootElement.GetProperty("findings").GetRawText());
        }

        var fetch = _instance.Run("lists", "fetch", "--tenant", "acme", "--list", "first", "-o", clean, "--manifest", manifest, "--manifest-keys", _instance.PublicKey);
        Assert.Equal(0, fetch.ExitCode);
        Assert.Equal("name,mail,ssn\njane,[EMAIL],[US_SSN]\nann,[EMAIL]\n", File.ReadAllText(clean));

        var verify = _instance.Run("lists", "verify", clean, "--manifest", manifest, "--manifest-keys", _instance.PublicKey);
        Assert.Equal((0, $"{clean} is the sanitized list acme/first, signed by {KeyOf(manifest)}\n"), (verify.ExitCode, verify.Output));

        var letters = _instance.Run("dlq", "list", "--code", "lists.bad_rows", "--json");
        Assert.Contains("These are no rows, of the lines 4.", letters.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ChangedFile_IsNotVerified()
    {
        var (clean, manifest) = Fetched("changed");
        File.AppendAllText(clean, "mallory\n");

        var verify = _instance.Run("lists", "verify", clean, "--manifest", manifest, "--manifest-keys", _instance.PublicKey);

        Assert.Equal(1, verify.ExitCode);
        Assert.StartsWith($"error: {clean} is not the list that {manifest} speaks of: its sha256 is ", verify.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void StrangersKey_VerifiesNothing()
    {
        var (clean, manifest) = Fetched("stranger");
        var stranger = _instance.File("stranger.pub.pem", Aegis.Streams.Policy.Publication.PolicyKeys.Create().PublicPem);

        var verify = _instance.Run("lists", "verify", clean, "--manifest", manifest, "--manifest-keys", stranger);
        var fetch = _instance.Run("lists", "fetch", "--tenant", "acme", "--list", "stranger", "-o", _instance.PathOf("never.csv"), "--manifest-keys", stranger);

        const string Refusal = "error: the manifest is not signed by a key that is trusted here; name the public key of the instances with --manifest-keys\n";
        Assert.Equal((1, Refusal), (verify.ExitCode, verify.Error));
        Assert.Equal((1, Refusal), (fetch.ExitCode, fetch.Error));
        Assert.False(File.Exists(_instance.PathOf("never.csv")));
    }

    [Fact]
    public void OpenSsl_VerifiesTheSignature()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "There is no /usr/bin/openssl (install openssl).");
        var envelope = DsseEnvelope.Parse(File.ReadAllBytes(Fetched("openssl").Manifest));
        var signed = _instance.PathOf("signed");
        var signature = _instance.PathOf("signature");
        File.WriteAllBytes(signed, [.. Encoding.ASCII.GetBytes($"DSSEv1 28 application/vnd.in-toto+json {envelope.Payload.Length} "), .. envelope.Payload.Span]);
        File.WriteAllBytes(signature, envelope.Signatures[0].Value.ToArray());

        using var openssl = Process.Start(new ProcessStartInfo("/usr/bin/openssl", ["dgst", "-sha256", "-verify", _instance.PublicKey, "-signature", signature, signed]) { RedirectStandardOutput = true })!;

        Assert.Equal("Verified OK\n", openssl.StandardOutput.ReadToEnd());
    }

    [Fact]
    public void NameThatIsTaken_IsRefused()
    {
        var rows = _instance.File("taken.csv", Rows);
        Assert.Equal(0, _instance.Run("lists", "submit", rows, "--tenant", "acme", "--list", "taken").ExitCode);

        var again = _instance.Run("lists", "submit", rows, "--tenant", "acme", "--list", "taken");
        var other = _instance.Run("lists", "submit", rows, "--tenant", "globex", "--list", "taken");

        Assert.Equal((1, "error: there is a list acme/taken already; fetch it with `aegis lists fetch`, or choose another name\n"), (again.ExitCode, again.Error));
        Assert.Equal(0, other.ExitCode);
    }

    [Fact]
    public void ProfileThatIsNotThere_IsRefusedBeforeARowIsSent()
    {
        var submit = _instance.Run("lists", "submit", _instance.File("refused.csv", Rows), "--tenant", "acme", "--list", "refused", "--profile", "none");

        Assert.Equal((1, "error: the list was refused: lists.profile_unknown: The active policy has no profile `none` for acme.\n"), (submit.ExitCode, submit.Error));
        var status = _instance.Run("lists", "status", "--tenant", "acme", "--list", "refused");
        Assert.Equal(1, status.ExitCode);
        Assert.StartsWith("acme/refused is refused\n  lists.profile_unknown: ", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_OfWhatIsComplete_SendsNothing()
    {
        var rows = _instance.File("complete.csv", Rows);
        Assert.Equal(0, _instance.Run("lists", "submit", rows, "--tenant", "acme", "--list", "complete", "--no-wait").ExitCode);
        Assert.Equal(0, _instance.Run("lists", "status", "--tenant", "acme", "--list", "complete", "--wait").ExitCode);

        var resume = _instance.Run("lists", "resume", rows, "--tenant", "acme", "--list", "complete");

        Assert.Equal((0, "acme/complete is submitted to its end; nothing was sent\n"), (resume.ExitCode, resume.Error));
    }

    [Fact]
    public void DryRun_SendsNothing()
    {
        var run = _instance.Run("lists", "submit", _instance.File("dry.csv", Rows), "--tenant", "acme", "--list", "dry", "--dry-run");

        Assert.Equal((0, "would submit 0.0 MB of delimited values in 2 chunks as acme/dry, by the profile default; nothing was sent\n"), (run.ExitCode, run.Error));
        Assert.Equal(1, _instance.Run("lists", "status", "--tenant", "acme", "--list", "dry").ExitCode);
    }

    [Theory]
    [InlineData("error: there is no list acme/nothing; begin it with `aegis lists submit`\n", "lists", "resume", "ROWS", "--tenant", "acme", "--list", "nothing")]
    [InlineData("error: there is no list acme/nothing; `aegis lists status` shows those that there are\n", "lists", "fetch", "--tenant", "acme", "--list", "nothing", "-o", "x", "--no-verify")]
    [InlineData("error: there is no list acme/nothing; `aegis lists status` shows those that there are\n", "lists", "status", "--tenant", "acme", "--list", "nothing")]
    public void ListThatIsNotThere_IsAFault(string message, params string[] args)
    {
        var run = _instance.Run([.. args.Select(arg => arg == "ROWS" ? _instance.File("none.csv", Rows) : arg)]);

        Assert.Equal((1, message), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Fetch_ReplacesNoKeyAndNotOneFileByTheOther()
    {
        var (clean, _) = Fetched("paths");
        string[] fetch = ["lists", "fetch", "--tenant", "acme", "--list", "paths", "--manifest-keys", _instance.PublicKey];

        Assert.Equal((64, $"error: --manifest must not be another file of the same command: {clean}\n"), Ended(_instance.Run([.. fetch, "-o", clean, "--manifest", clean])));
        Assert.Equal((64, $"error: --output must not be a key that manifests are verified with: {_instance.PublicKey}\n"), Ended(_instance.Run([.. fetch, "-o", _instance.PublicKey])));
        Assert.Equal((64, "error: --output names a file: a list is there whole or not at all\n"), Ended(_instance.Run([.. fetch, "-o", "-"])));
        Assert.Equal((64, "error: a manifest is only as good as the keys that verify it; name them with --manifest-keys or AEGIS_MANIFEST_KEYS\n"), Ended(_instance.Run("lists", "fetch", "--tenant", "acme", "--list", "paths", "-o", clean)));
    }

    [Fact]
    public void FileThatIsNoText_TakesNoName()
    {
        var file = _instance.File("latin1.csv", Rows);
        File.WriteAllBytes(file, [.. File.ReadAllBytes(file), (byte)'J', 0xF6, (byte)'\n']);

        var submit = _instance.Run("lists", "submit", file, "--tenant", "acme", "--list", "latin");

        Assert.Equal(1, submit.ExitCode);
        Assert.Contains("is no text in UTF-8: line 5 is not", submit.Error, StringComparison.Ordinal);
        Assert.Equal(1, _instance.Run("lists", "status", "--tenant", "acme", "--list", "latin").ExitCode);
    }

    private static (int ExitCode, string Error) Ended((int ExitCode, string Output, string Error) run) => (run.ExitCode, run.Error);

    private static string Text(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetString()!;

    private static int Number(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetInt32();

    private static string KeyOf(string manifest) => DsseEnvelope.Parse(File.ReadAllBytes(manifest)).Signatures[0].KeyId;

    private (string Clean, string Manifest) Fetched(string list)
    {
        var (clean, manifest) = (_instance.PathOf($"{list}.out.csv"), _instance.PathOf($"{list}.dsse.json"));
        Assert.Equal(0, _instance.Run("lists", "submit", _instance.File($"{list}.csv", Rows), "--tenant", "acme", "--list", list).ExitCode);
        Assert.Equal(0, _instance.Run("lists", "fetch", "--tenant", "acme", "--list", list, "-o", clean, "--manifest", manifest, "--manifest-keys", _instance.PublicKey).ExitCode);
        return (clean, manifest);
    }
}
