using System.Diagnostics;
using System.Text.Json;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Tests.Cli.Policies;

public sealed class PolicyExportVerbTests : IDisposable
{
    private const string Text = "apiVersion: aegis/v1\nkind: Policy\nname: quotes\nrules:\n  - id: quote\n    effect: permit\n    who: {agents: sales-1}\n    what: {tools: crm}\n    when:\n      - {parameter: unit_price, type: number, max: 500}\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lint_ShowsFindingsAndCountsThem()
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("policy", "lint", Write("p.yaml", Text)));
        Assert.StartsWith("warning: `unit_price` may be negative\n", scene.Output, StringComparison.Ordinal);
        Assert.Equal("1 warning, 0 notes\n", scene.Error);
    }

    [Fact]
    public void LintThatDeniesWarnings_Exits1()
    {
        var scene = new CliScene();

        Assert.Equal(1, scene.Run("policy", "lint", Write("p.yaml", Text), "--deny-warnings", "--json", "-q"));
        var finding = JsonDocument.Parse(Assert.Single(scene.Output.TrimEnd('\n').Split('\n'))).RootElement;
        Assert.Equal(("missing-minimum", "warning", "quotes/quote", 10), (TextOf(finding, "lint"), TextOf(finding, "severity"), TextOf(finding, "name"), finding.GetProperty("line").GetInt32()));
    }

    [Fact]
    public void LintOfPoliciesWithErrors_ShowsThemAndExits1()
    {
        var scene = new CliScene();

        Assert.Equal(1, scene.Run("policy", "lint", Write("p.yaml", Text.Replace("effect: permit", "effect: permt", StringComparison.Ordinal))));
        Assert.Empty(scene.Output);
        Assert.Contains("error: the policies were not loaded: 1 error in 1 file\n", scene.Error, StringComparison.Ordinal);
        Assert.Contains("6 |     effect: permt\n", scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_TellsWhatBecomesLooser()
    {
        var scene = new CliScene();

        Assert.Equal(1, scene.Run("policy", "diff", Write("a.yaml", Text), Write("b.yaml", Text.Replace("500", "900", StringComparison.Ordinal))));
        Assert.Equal("changed permit `quotes/quote`: looser\n    max unit_price 500 -> 900: looser\ncalls become looser: 1 change, tighter: 0, unclear: 0\n", scene.Output);
    }

    [Fact]
    public void DiffOfCanonicalContent_IsSame()
    {
        var (scene, content) = (new CliScene(), Path.Combine(_folder.Path, "content.json"));

        Assert.Equal(0, scene.Run("policy", "build", Write("p.yaml", Text), "--format", "content", "-o", content));
        Assert.Equal(0, scene.Run("policy", "diff", content, Write("q.yaml", Text + "# nothing else\n")));
        Assert.Contains("same: both have revision ", scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void PublishOfPoliciesWithErrors_ShowsThemBesideTheText()
    {
        var scene = new CliScene();

        Assert.Equal(1, scene.Run("policy", "publish", Write("p.yaml", Text.Replace("effect: permit", "effect: permt", StringComparison.Ordinal)), "--key", WriteSecret("k.key.pem", PolicyKeys.Create().PrivatePem)));
        Assert.Contains("6 |     effect: permt\n", scene.Error, StringComparison.Ordinal);
        Assert.EndsWith("error: the policies were not loaded: 1 error in 1 file\n", scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DiffOfBrokenContent_Exits2AndSaysWhere()
    {
        var scene = new CliScene();

        Assert.Equal(2, scene.Run("policy", "diff", Write("p.yaml", Text), Write("content.json", """{"format":"aegis-policy-1","documents":[{"tenant":"acme"}]}""")));
        Assert.Contains("error: key `name` is missing", scene.Error, StringComparison.Ordinal);
        Assert.EndsWith("error: the policies were not loaded: 1 error in 1 file\n", scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DiffWithAFault_Exits2() =>
        Assert.Equal(2, new CliScene().Run("policy", "diff", Write("p.yaml", Text), Path.Combine(_folder.Path, "nothing.yaml")));

    [Fact]
    public void Build_WritesTheSameBytesForTheSamePolicies()
    {
        var (scene, first, second) = (new CliScene(), Path.Combine(_folder.Path, "1.tar.gz"), Path.Combine(_folder.Path, "2.tar.gz"));

        Assert.Equal(0, scene.Run("policy", "build", Write("p.yaml", Text), "-o", first));
        Assert.Equal(0, scene.Run("policy", "build", Write("q.yaml", "# other spelling\n" + Text.Replace("500", "500.0", StringComparison.Ordinal)), "-o", second));
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Equal(0, scene.Run("policy", "build", Write("p.yaml", Text), "--revision-only"));
        Assert.Single(scene.Output.TrimEnd('\n').Split('\n').Distinct());
    }

    [Fact]
    public void SignedBundle_IsVerified()
    {
        var keys = PolicyKeys.Create();
        var (key, publicKey, bundle, scene) = (WriteSecret("k.key.pem", keys.PrivatePem), Write("k.pub.pem", keys.PublicPem), Path.Combine(_folder.Path, "b.tar.gz"), new CliScene());

        Assert.Equal(0, scene.Run("policy", "build", Write("p.yaml", Text), "-o", bundle));
        Assert.Equal(1, scene.Run("policy", "verify", bundle, "--key", publicKey));
        Assert.Equal(0, scene.Run("policy", "sign", bundle, "--key", key, "--scope", "production"));
        Assert.Equal(1, scene.Run("policy", "verify", bundle, "--key", publicKey));
        Assert.Equal(0, scene.Run("policy", "verify", bundle, "--key", publicKey, "--scope", "production"));
        Assert.Equal(1, scene.Run("policy", "verify", bundle, "--key", Write("o.pub.pem", PolicyKeys.Create().PublicPem), "--scope", "production"));
        Assert.Equal(
            ["The bundle is not signed.", "The bundle is signed for the scope `production`, and none was named. If that is where it is for, name it with --scope.", "The signature is not one of the key"],
            scene.Error.TrimEnd('\n').Split('\n').Select(line => line[(line.IndexOf("tar.gz: ", StringComparison.Ordinal) + 8)..]).Select(line => line.Split(" `" + _folder.Path)[0]));
        var lines = scene.Output.TrimEnd('\n').Split('\n');
        Assert.Equal((keys.KeyId, lines[0]), (lines[1], lines[2]));
    }

    [Fact]
    public void BundleVerifiedWithAPrivateKey_IsRefused()
    {
        var (keys, bundle, scene) = (PolicyKeys.Create(), Path.Combine(_folder.Path, "b.tar.gz"), new CliScene());
        var key = WriteSecret("k.key.pem", keys.PrivatePem);

        Assert.Equal(0, scene.Run("policy", "build", Write("p.yaml", Text), "-o", bundle, "--key", key));
        Assert.Equal(1, scene.Run("policy", "verify", bundle, "--key", key));
        Assert.Equal(
            $"error: the key {key} must hold a public key on P-256 in PEM; `aegis policy keygen` makes one. There is a private key in it, which only the signer should have; give the public one.\n",
            scene.Error);
    }

    [Fact]
    public void BuildOfWhatCedarCannotSay_NamesEveryRuleAndWritesNothing()
    {
        var (scene, archive) = (new CliScene(), Path.Combine(_folder.Path, "c.tar.gz"));
        var path = Write("p.yaml", Text + "      - {parameter: sku, pattern: \"[A-Z]+\"}\n  - {id: f, effect: forbid, when: [{parameter: sku, search_pattern: \"[0-9]\"}]}\n  - {id: g, effect: forbid, what: {tools: mail}}\n");

        Assert.Equal(1, scene.Run("policy", "build", path, "--format", "cedar", "-o", archive));
        var lines = scene.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(["error: `quotes/f`", "error: `quotes/quote`", "error: nothing was written"], lines.Select(line => line.Split(": ", 3)[..2]).Select(parts => string.Join(": ", parts)));
        Assert.False(File.Exists(archive));
    }

    [Fact]
    public void Input_IsWhatTheModuleReads()
    {
        var intents = Write("i.jsonl", """{"tenant":"acme","agent":"sales-1","tool":"crm","action":"quote","parameters":{"unit_price":1.50}}""");
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("policy", "input", Write("p.yaml", Text), intents, "--group", "sales", "--attribute", "region=eu", "--at", "2026-01-01T09:00:00Z"));
        Assert.Equal(
            """{"tenant":"acme","agent":"sales-1","groups":["sales"],"roles":[],"attributes":{"region":"eu"},"environment":null,"tool":"crm","action":"quote","class_claim":"write","args":{"unit_price":1.50},"decision_time":"2026-01-01T09:00:00Z","egress_target":null,"derived":{}}"""
            + "\n",
            scene.Output);
    }

    [Fact]
    public void LineThatHoldsNoIntent_IsSaidAndLeftOut_AndThoseAfterItAreWritten()
    {
        const string Good = """{"tenant":"acme","agent":"sales-1","tool":"crm","action":"quote"}""";
        var scene = new CliScene();

        Assert.Equal(2, scene.Run("policy", "input", Write("p.yaml", Text), Write("i.jsonl", $"{Good}\n{Good[..^1]},\"parameters\":{{\"d\":1,\"d\":2}}}}\n{Good}\n")));
        Assert.Equal((2, "error: line 2: parameters.d: The name occurs twice in one object.\n"), (scene.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, scene.Error));
    }

    /// <summary>What is written must not take the place of what it is made of, nor become a part of it.</summary>
    [Theory]
    [InlineData("build", "p.yaml", "p.yaml", "--format", "content", "-o")]
    [InlineData("build", "", "p.yaml", "--format", "content", "-o")]
    [InlineData("build", "", "more.json", "--format", "content", "-o")]
    [InlineData("test", "p.yaml", "p.yaml", "--junit")]
    [InlineData("build", "", "link.yaml", "--format", "content", "-o")]
    [InlineData("test", "", "sub/p.test.yaml", "--junit")]
    public void OutputThatIsOneOfThePolicies_IsRefused(string verb, string path, string target, params string[] options)
    {
        var policy = Write("p.yaml", Text);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link.yaml"), policy);
        var scene = new CliScene();

        Assert.Equal(64, scene.Run(["policy", verb, Path.Combine(_folder.Path, path), .. options, Path.Combine(_folder.Path, target)]));

        Assert.Equal($"error: {options[^1].Replace("-o", "--output", StringComparison.Ordinal)} must not be one of the policies or of their tests: {Path.Combine(_folder.Path, target)}; name a file elsewhere\n", scene.Error);
        Assert.Equal((Text, 2), (File.ReadAllText(policy), Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Length));
    }

    [Fact]
    public void TestsBesideAPolicy_AreNoPlaceForTheirReport()
    {
        Write("p.yaml", Text);
        var tests = Write("p.test.yaml", "kind: PolicyTest\n");

        Assert.Equal(64, new CliScene().Run("policy", "test", Path.Combine(_folder.Path, "p.yaml"), "--junit", tests));
        Assert.Equal("kind: PolicyTest\n", File.ReadAllText(tests));
    }

    [Fact]
    public void AttributeThatIsGivenTwice_IsRefused()
    {
        var scene = new CliScene();

        Assert.Equal(64, scene.Run("policy", "input", Write("p.yaml", Text), Write("i.jsonl", "{}"), "--attribute", "a=1", "--attribute", "a=2"));
        Assert.Equal("error: --attribute gives `a` twice; give it once\n", scene.Error);
    }

    [Fact]
    public void InputOfARegisteredAgent_HoldsItsRegistration()
    {
        var intents = Write("i.jsonl", string.Concat(Enumerable.Repeat("""{"tenant":"acme","agent":"sales-1","tool":"crm","action":"quote"}""" + "\n", 2)));
        var agents = Write("agents.jsonl", """{"tenant":"acme","agent":"sales-1","groups":["sales"],"roles":["seller"],"attributes":{"region":"eu"},"state":"enabled"}""");
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("policy", "input", Write("p.yaml", Text), intents, "--agents", agents, "--environment", "production"));
        var input = JsonDocument.Parse(scene.Output.Split('\n')[1]).RootElement;
        Assert.Equal(("""["sales"]""", """["seller"]""", """{"region":"eu"}""", "production"), (input.GetProperty("groups").GetRawText(), input.GetProperty("roles").GetRawText(), input.GetProperty("attributes").GetRawText(), TextOf(input, "environment")));
        Assert.Equal(64, scene.Run("policy", "input", Write("p.yaml", Text), intents, "--agents", agents, "--group", "sales"));
        Assert.Equal(1, scene.Run("policy", "input", Write("p.yaml", Text), Write("o.jsonl", """{"tenant":"acme","agent":"other","tool":"crm","action":"quote"}"""), "--agents", agents));
    }

    [Fact]
    public void FilesThatAreNoKeys_AreCalledWhatTheyAre()
    {
        var (scene, bundle, key) = (new CliScene(), Path.Combine(_folder.Path, "b.tar.gz"), Write("k.pub.pem", PolicyKeys.Create().PublicPem));
        Assert.Equal(0, scene.Run("policy", "build", Write("p.yaml", Text), "-o", bundle));

        Assert.Equal(1, scene.Run("policy", "sign", bundle, "--key", _folder.Path));
        Assert.Equal(1, scene.Run("policy", "sign", bundle, "--key", key));
        Assert.Equal(1, scene.Run("policy", "verify", bundle, "--key", _folder.Path));

        Assert.Equal(
            $"error: the signing key {_folder.Path} is a folder; name the file in it that ends in .key.pem\n"
            + $"error: {key} holds a public key, which cannot sign; name the private one, which ends in .key.pem\n"
            + $"error: the key {_folder.Path} cannot be read: it is a folder\n",
            scene.Error);
    }

    [Fact]
    public void FoldersInPlaceOfFiles_AreCalledFolders()
    {
        var (scene, policy, key) = (new CliScene(), Write("p.yaml", Text), Write("k.pub.pem", PolicyKeys.Create().PublicPem));

        Assert.Equal(1, scene.Run("policy", "verify", _folder.Path, "--key", key));
        Assert.Equal(1, scene.Run("policy", "eval", policy, "--intent", _folder.Path));
        Assert.Equal(1, scene.Run("policy", "init", "--tools", _folder.Path));

        Assert.Equal(
            $"error: the bundle {_folder.Path} cannot be read: it is a folder\n"
            + $"error: the file of intents {_folder.Path} cannot be read: it is a folder\n"
            + $"error: {_folder.Path} cannot be read: it is a folder\n",
            scene.Error);
    }

    [Fact]
    public void BundleSignedForNoScope_IsRefusedForAScope()
    {
        var keys = PolicyKeys.Create();
        var (scene, bundle) = (new CliScene(), Path.Combine(_folder.Path, "b.tar.gz"));
        Assert.Equal(0, scene.Run("policy", "build", Write("p.yaml", Text), "-o", bundle, "--key", WriteSecret("k.key.pem", keys.PrivatePem)));

        Assert.Equal(1, scene.Run("policy", "verify", bundle, "--key", Write("k.pub.pem", keys.PublicPem), "--scope", "production"));

        Assert.Equal($"error: {bundle}: The bundle is signed for no scope, not for `production`.\n", scene.Error);
    }

    [Fact]
    public void BuildOfAnEmptyFolder_WarnsThatEverythingIsDenied()
    {
        var (scene, policies) = (new CliScene(), Directory.CreateDirectory(Path.Combine(_folder.Path, "policies")).FullName);

        Assert.Equal(0, scene.Run("policy", "build", policies, "-o", Path.Combine(_folder.Path, "b.tar.gz")));

        Assert.Equal($"warning: {policies} holds no rules, so every intent will be denied\n", scene.Error);
    }

    [Theory]
    [InlineData("--output names nothing", "build", "p.yaml", "-o", "")]
    [InlineData("--output names nothing", "sign", "b.tar.gz", "--key", "k.key.pem", "-o", " ")]
    [InlineData("--out names nothing", "keygen", "--out", "")]
    public void OutputWithoutAName_IsAWrongCommandLine(string message, params string[] args)
    {
        var scene = new CliScene();
        Write("p.yaml", Text);

        Assert.Equal(64, scene.Run(["policy", .. args.Select(arg => arg.Contains('.', StringComparison.Ordinal) ? Path.Combine(_folder.Path, arg) : arg)]));

        Assert.Equal($"error: {message}\n", scene.Error);
        Assert.Equal(["p.yaml"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void OutputThatIsNoRegularFile_IsLeftAsItIs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux is the type of a file known before it is opened.");
        var (scene, policy, pipe) = (new CliScene(), Write("p.yaml", Text), Path.Combine(_folder.Path, "pipe"));
        using (var process = Process.Start("mkfifo", pipe)) process.WaitForExit();
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link"), "pipe");

        Assert.Equal(1, scene.Run("policy", "build", policy, "-o", pipe));
        Assert.Equal(1, scene.Run("policy", "build", policy, "-o", Path.Combine(_folder.Path, "link")));
        Assert.Equal(1, scene.Run("policy", "build", policy, "-o", _folder.Path));

        Assert.Equal(
            $"error: {pipe} is not a regular file; name another file\nerror: {_folder.Path}/link is not a regular file; name another file\nerror: {_folder.Path} is a folder; name a file in it\n",
            scene.Error);
        Assert.Equal(["link", "p.yaml", "pipe"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static string? TextOf(JsonElement element, string name) => element.GetProperty(name).GetString();

    private string Write(string name, string text) => _folder.File(name, text);

    private string WriteSecret(string name, string text)
    {
        var path = Write(name, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
