using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Tests.Cli.Dlp;

public sealed class TermsVerbTests : IDisposable
{
    private const string KeyId = "3c9055721287d4cd";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ListOfTerms_BecomesAFileThatFindsThemWithItsKeyAlone()
    {
        var (key, run) = (Secret("a key of sixteen\n"), new CliScene());
        Assert.Equal(0, run.Run("dlp", "terms", "build", _folder.File("customers.txt", "\uFEFFJane Doe\r\n\n 4711 \njane  DOE\n"), "--key-file", key, "--out", Target));
        var lines = run.Output.Split('\n');
        Assert.Equal($"{Target}: 2 terms, 104 bytes", lines[0]);
        Assert.Matches($"^file: {{path: customers\\.terms, sha256: '[0-9a-f]{{64}}', key: '{KeyId}'}}$", lines[1]);
        Assert.DoesNotContain("jane", Encoding.Latin1.GetString(File.ReadAllBytes(Target)), StringComparison.OrdinalIgnoreCase);

        var policy = Policy(lines[1]);
        var file = _folder.File("in.csv", "id,who\n4711,to Jane-Doe today\n4712,Jane\n");
        var output = Path.Combine(_folder.Path, "out.csv");
        string[] command = ["dlp", "redact", file, "--profile", "lists", "--policies", policy, "--out", output];
        Assert.Equal(0, new CliScene().Run([.. command, "--terms-key-file", key]));
        Assert.Equal("id,who\n[CUSTOM:customers],to [CUSTOM:customers] today\n4712,Jane\n", File.ReadAllText(output));
        Assert.Equal(0, new CliScene { Variables = { ["AEGIS_TERMS_KEY_FILE"] = key } }.Run(command));

        var refused = new CliScene();
        Assert.Equal(1, refused.Run(command));
        Assert.Contains($"the terms of the detector `customers` in customers.terms need the key {KeyId}, which is not there; name its file with --terms-key-file", refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, new CliScene().Run([.. command, "--terms-key-file", Secret("another key of 16")]));
        Assert.Equal(0, new CliScene().Run("policy", "validate", policy));
        Assert.Equal(64, new CliScene().Run("dlp", "redact", file, "--out", output, "--terms-key-file", key));
    }

    [Fact]
    public void EvaluationOfAnIntent_TakesTheKey()
    {
        var (key, run) = (Secret("a key of sixteen"), new CliScene());
        Assert.Equal(0, run.Run("dlp", "terms", "build", _folder.File("customers.txt", "Jane Doe\n"), "--key-file", key, "--out", Target, "--json"));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal((1, 88, KeyId), (json.RootElement.GetProperty("terms").GetInt32(), json.RootElement.GetProperty("bytes").GetInt32(), json.RootElement.GetProperty("key").GetString()));
        var policy = Policy($"file: {{path: customers.terms, sha256: {json.RootElement.GetProperty("sha256").GetString()}, key: {KeyId}}}");
        var intent = _folder.File("intent.json", """{"tenant":"acme","agent":"a","tool":"crm","action":"note","parameters":{"text":"call Jane Doe"}}""");
        var answer = new CliScene();

        Assert.Equal(0, answer.Run("policy", "eval", policy, "--intent", intent, "--sanitized", "--terms-key-file", key));
        Assert.Contains("""{"text":"call [CUSTOM:customers]"}""", answer.Output, StringComparison.Ordinal);
        Assert.Equal(1, new CliScene().Run("policy", "eval", policy, "--intent", intent));
        Assert.Equal(1, new CliScene().Run("policy", "test", policy));
    }

    [Theory]
    [InlineData("policy validate")]
    [InlineData("policy lint")]
    [InlineData("policy fmt")]
    public void KeyGivenToAVerbThatTakesNone_IsNotTakenForAPolicy(string verb)
    {
        var (key, run) = (Secret("a key of sixteen"), new CliScene());

        Assert.Equal(64, run.Run([.. verb.Split(' '), Policy("terms: x"), "--terms-key-file", key]));
        Assert.Equal($"error: there is no option `--terms-key-file` here; put `--` before an argument that begins with a hyphen\nsee `aegis {verb} --help`\n", run.Error);
    }

    [Fact]
    public void KeyInThePlaceOfAPolicy_IsNotShown()
    {
        var run = new CliScene();

        Assert.Equal(1, run.Run("policy", "validate", Secret("a key of sixteen")));
        Assert.DoesNotContain("sixteen", run.Error + run.Output, StringComparison.Ordinal);
        Assert.Contains("a policy must be a mapping with `kind: Policy` or `agent`, not a text", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void PathThatBeginsWithAHyphen_IsOneAfterTwo()
    {
        var run = new CliScene();

        Assert.Equal(1, run.Run("policy", "validate", "--", "--none.yaml"));
        Assert.Contains("--none.yaml", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no option", run.Error, StringComparison.Ordinal);
        Assert.Equal(64, new CliScene().Run("policy", "validate", "--terms-key-file", Secret("a key of sixteen"), "--", "--none.yaml"));
    }

    [Theory]
    [InlineData("Jane\nC++\n", "list.txt has no term on line 2: it must be 1 to 16 words of Latin letters and digits")]
    [InlineData("\n", "list.txt has no terms; put one on each line")]
    public void WrongList_Exits1WithoutATermInTheMessage(string list, string message)
    {
        var run = new CliScene();

        Assert.Equal(1, run.Run("dlp", "terms", "build", _folder.File("list.txt", list), "--key-file", Secret("a key of sixteen"), "--out", Target));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("C++", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void ShortKey_Exits1()
    {
        var run = new CliScene { Input = new MemoryStream("Jane\n"u8.ToArray()) };

        Assert.Equal(1, run.Run("dlp", "terms", "build", "-", "--key-file", Secret("short\n"), "--out", Target));
        Assert.Contains("has 5 bytes, and terms need 16 or more; make one with `openssl rand -hex 32`", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreThanAMillionTerms_Exit1()
    {
        var list = new StringBuilder();
        for (var i = 0; i <= 1_000_000; i++) list.Append(i).Append('\n');
        var run = new CliScene { Input = new MemoryStream(Encoding.ASCII.GetBytes(list.ToString())) };

        Assert.Equal(1, run.Run("dlp", "terms", "build", "-", "--key-file", Secret("a key of sixteen"), "--out", Target));
        Assert.Contains("standard input has more than 1,000,000 terms; split it, one list a detector", run.Error, StringComparison.Ordinal);
    }

    private string Target => Path.Combine(_folder.Path, "customers.terms");

    private string Secret(string text)
    {
        var path = _folder.File("terms.key", text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    private string Policy(string file) => _folder.File("p.yaml", $$"""
        apiVersion: aegis/v1
        kind: Policy
        name: p
        rules:
          - {id: all, effect: permit, unknown_parameters: allow, what: {tools: crm} }
          - {id: r, effect: sanitize, dlp: {profile: lists}, what: {tools: crm} }
        dlp_detectors:
          - name: customers
            {{file}}
        dlp_profiles:
          - {name: lists, entities: [], detectors: {customers: replace} }

        """);
}
