using System.Security.Cryptography;
using System.Text.Json;
using Aegis.Streams.Dlp.Custom;

namespace Aegis.Streams.IntegrationTests.Cli.Policies;

/// <summary>`aegis policy` and an instance with lists of terms that are published: keyed hashes, whose key the instance has and the topic has not.</summary>
public sealed class TermPublicationVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-terms-");

    private int _asked;

    private string Keys => Path.Combine(_folder.FullName, "keys");

    private string Key => Directory.GetFiles(Keys, "*.key.pem").Single();

    private string TermKeyFile => Path.Combine(_folder.FullName, "terms.key");

    private string Policies => Path.Combine(_folder.FullName, "policies");

    [Fact]
    public void InstanceDecidesByPublishedTerms_AndGoesBackToThem()
    {
        WriteKey("a key of sixteen");
        Run(0, "policy", "keygen", "--out", Keys);
        using var up = Up();
        up.Error.WaitFor("NOT_READY: no policy is active");
        Run(0, "agents", "load", WriteAgents());

        var falcon = Publish("falcon", out var note);
        Assert.Contains($"instances need the terms key {new TermKey("a key of sixteen"u8).Id} (--terms-key-file), and refuse the publication without", note, StringComparison.Ordinal);
        WaitForAnswer("met [CUSTOM:x] and eagle");
        Publish("eagle");
        WaitForAnswer("met falcon and [CUSTOM:x]");
        Run(0, "policy", "rollback", "previous", "--key", Key, "--author", "ann");
        WaitForAnswer("met [CUSTOM:x] and eagle");

        var listed = JsonDocument.Parse(Run(0, "policy", "list", "--policy-keys", Keys, "--json").Output.Trim().Split('\n')[0]).RootElement;
        Assert.Equal((falcon, 4 + new FileInfo(Path.Combine(Policies, "x.terms")).Length), (listed.GetProperty("id").GetString(), listed.GetProperty("terms_bytes").GetInt64()));
        up.Stop();
        Assert.Equal(0, up.ExitCode());
    }

    [Fact]
    public void InstanceWithoutTheKey_RefusesThePublicationAndSaysWhichOneIsMissing()
    {
        WriteKey("a key of sixteen");
        Run(0, "policy", "keygen", "--out", Keys);
        using var up = new CliCall("", "up", "--embedded", "--policy-keys", Keys, "--state-dir", _folder.FullName);
        up.Error.WaitFor("NOT_READY: no policy is active");

        Publish("falcon");

        up.Error.WaitFor($"policy_invalid, the terms of the detector `x` in x.terms need the key {new TermKey("a key of sixteen"u8).Id}, which is not there; name its file with --terms-key-file");
    }

    [Fact]
    public void Fetch_WritesTheFilesOnlyWhereItIsTold()
    {
        WriteKey("a key of sixteen");
        Run(0, "policy", "keygen", "--out", Keys);
        using var up = Up();
        up.Error.WaitFor("NOT_READY: no policy is active");
        Publish("falcon");
        var (live, terms) = (Path.Combine(_folder.FullName, "live.json"), Path.Combine(_folder.FullName, "fetched"));

        Assert.Contains("its 1 files of terms are left out; --terms-dir writes them", Run(0, "policy", "fetch", "-o", live, "--policy-keys", Keys).Error, StringComparison.Ordinal);
        Run(0, "policy", "fetch", "-o", live, "--terms-dir", terms, "--policy-keys", Keys);

        var bytes = File.ReadAllBytes(Path.Combine(Policies, "x.terms"));
        Assert.Contains("--output would take the place of a file of terms", Run(64, "policy", "fetch", "-o", Path.Combine(terms, Convert.ToHexStringLower(SHA256.HashData(bytes))), "--terms-dir", terms, "--policy-keys", Keys).Error, StringComparison.Ordinal);
        var file = Assert.Single(Directory.GetFiles(terms));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), Path.GetFileName(file));
        Assert.Equal(bytes, File.ReadAllBytes(file));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Run(0, "policy", "diff", live, Policies);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private CliCall Up() => new("", "up", "--embedded", "--policy-keys", Keys, "--terms-key-file", TermKeyFile, "--state-dir", _folder.FullName);

    /// <summary>Asks until the instance decides by what was published last.</summary>
    private void WaitForAnswer(string text)
    {
        var answer = "";
        Assert.True(SpinWait.SpinUntil(() => (answer = Answer()).Contains(text, StringComparison.Ordinal), TimeSpan.FromSeconds(60)), $"The last answer is {answer}");
    }

    private string Answer()
    {
        var id = $"t-{++_asked}";
        var intent = $$"""{"id":"{{id}}","tenant":"acme","agent":"a","tool":"crm","action":"note","call_class":"read","parameters":{"text":"met falcon and eagle"} }""";
        using var submit = new CliCall(intent, "submit", "-", "--json", "--quiet", "--state-dir", _folder.FullName);
        Assert.Equal(0, submit.ExitCode());
        return submit.Output.ToString();
    }

    private string Publish(string term) => Publish(term, out _);

    private string Publish(string term, out string note)
    {
        Directory.CreateDirectory(Policies);
        var list = Path.Combine(_folder.FullName, "list.txt");
        File.WriteAllText(list, $"{term}\n");
        var terms = Path.Combine(Policies, "x.terms");
        Run(0, "dlp", "terms", "build", list, "--key-file", TermKeyFile, "--out", terms);
        File.WriteAllText(Path.Combine(Policies, "p.yaml"), $$"""
            apiVersion: aegis/v1
            kind: Policy
            name: p
            tools: [{name: crm, class: read, unknown_parameters: allow}]
            rules:
              - {id: may, effect: permit, what: {tools: crm} }
              - {id: clean, effect: sanitize, dlp: {profile: out}, what: {tools: crm} }
            dlp_detectors:
              - {name: x, file: {path: x.terms, sha256: {{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(terms)))}}, key: {{new TermKey("a key of sixteen"u8).Id}} } }
            dlp_profiles:
              - {name: out, entities: [], detectors: {x: replace} }

            """);
        (var id, note) = Run(0, "policy", "publish", Policies, "--key", Key, "--author", "ann");
        return id.Trim();
    }

    private string WriteAgents()
    {
        var agents = Path.Combine(_folder.FullName, "agents.jsonl");
        File.WriteAllText(agents, """{"tenant":"acme","agent":"a","state":"enabled"}""" + "\n");
        return agents;
    }

    private void WriteKey(string key)
    {
        File.WriteAllText(TermKeyFile, key);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(TermKeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private (string Output, string Error) Run(int exitCode, params string[] args)
    {
        using var call = new CliCall("", [.. args, .. args is ["policy", "keygen" or "diff", ..] or ["dlp", ..] ? [] : (string[])["--state-dir", _folder.FullName]]);
        var actual = call.ExitCode();
        Assert.True(actual == exitCode, $"The exit code is {actual}, not {exitCode}: {call.Error}");
        return (call.Output.ToString(), call.Error.ToString());
    }
}
