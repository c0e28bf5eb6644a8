using System.Text.Json;

namespace Aegis.Streams.Tests.Cli.Policies;

public sealed class PolicyFileVerbTests : IDisposable
{
    private const string Policy = """
        # Up to 25 %.
        agent: composer
        allowed_tools:
          - name: pricing
            actions: [quote]
            parameters: [note]
            conditions:
              max_discount_percent: 25

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly CliScene _scene = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Validate_CountsWhatThereIs()
    {
        _folder.File("p.yaml", Policy);
        _folder.File("p.test.yaml", "no: policy\n");

        Assert.Equal(0, _scene.Run("policy", "validate", _folder.Path));

        Assert.Matches("^1 policy, 2 rules, 0 declared tools, 0 tenant layers\nrevision [0-9a-f]{64}\n$", _scene.Output);
        Assert.Empty(_scene.Error);
    }

    [Fact]
    public void Validate_ShowsEveryErrorBesideTheText()
    {
        var file = _folder.File("p.yaml", "agent: x\nallowed_tols: []\n");

        Assert.Equal(1, _scene.Run("policy", "validate", file));

        Assert.Equal(
            $"""
            error: key `allowed_tools` is missing
              --> {file}:1:1
               |
             1 | agent: x
               | ^^^^^

            error: unknown key `allowed_tols` in a policy
              --> {file}:2:1
               |
             2 | allowed_tols: []
               | ^^^^^^^^^^^^ did you mean `allowed_tools`?

            error: the policies were not loaded: 2 errors in 1 file

            """,
            _scene.Error);
        Assert.Empty(_scene.Output);
    }

    [Fact]
    public void ValidateOfManyErrors_ShowsTheFirst100OfAFileAndCountsAll()
    {
        var many = _folder.File("m.yaml", $"agent: x\nallowed_tools: []\n{string.Concat(Enumerable.Range(0, 1_202).Select(number => $"unknown_{number}: 1\n"))}");
        _folder.File("n.yaml", "agent: z\nallowed_tools: []\nunknown_n: 1\n");

        Assert.Equal(1, _scene.Run("policy", "validate", _folder.Path));

        Assert.Equal(101, _scene.Error.Split("error: unknown key `").Length - 1);
        Assert.Contains($"\n1,102 more errors in {many} are not shown; --json prints all of them\n", _scene.Error, StringComparison.Ordinal);
        Assert.Contains("error: unknown key `unknown_n` in a policy\n", _scene.Error, StringComparison.Ordinal);
        Assert.EndsWith("error: the policies were not loaded: 1,203 errors in 2 files\n", _scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidateAsJson_PrintsEveryError()
    {
        var file = _folder.File("m.yaml", $"agent: x\nallowed_tools: []\n{string.Concat(Enumerable.Range(0, 150).Select(number => $"unknown_{number}: 1\n"))}");

        Assert.Equal(1, _scene.Run("policy", "validate", file, "--json"));

        Assert.Equal(150, _scene.Output.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public void ErrorAsJson_SaysTheWayOutOnce()
    {
        var file = _folder.File("p.yaml", "agent: x\nallowed_tools: []\ntennant: z\n");

        Assert.Equal(1, _scene.Run("policy", "validate", file, "--json"));

        Assert.Equal($$"""{"severity":"error","file":"{{file}}","line":3,"column":1,"length":7,"message":"unknown key `tennant` in a policy","help":"did you mean `tenant`?"}""" + "\n", _scene.Output);
    }

    [Fact]
    public void ValidateThatIsToEnd_ShowsNoMoreErrors()
    {
        var file = _folder.File("p.yaml", "agent: x\nallowed_tols: []\n");
        using var stopping = new CancellationTokenSource();
        stopping.Cancel();

        Assert.Equal(130, _scene.Run(stopping.Token, "policy", "validate", file));

        Assert.Empty(_scene.Error);
    }

    [Fact]
    public void Validate_OfATestFile_IsRefused()
    {
        var file = _folder.File("p.test.yaml", "no: policy\n");

        Assert.Equal(1, _scene.Run("policy", "validate", file, "--json"));

        Assert.Equal("holds tests of policies; name the policies that it tests", JsonDocument.Parse(_scene.Output).RootElement.GetProperty("message").GetString());
    }

    [Fact]
    public void Format_ChangesTheFileOnce()
    {
        var file = _folder.File("p.yaml", "allowed_tools: []   # none yet\nagent: \"composer\"\n");

        Assert.Equal(2, _scene.Run("policy", "fmt", file, "--check"));
        Assert.Equal(0, _scene.Run("policy", "fmt", file));
        Assert.Equal(0, _scene.Run("policy", "fmt", file, "--check"));

        Assert.Equal("agent: composer\nallowed_tools: [] # none yet\n", File.ReadAllText(file));
        Assert.Equal($"{file}\n{file}\n", _scene.Output);
    }

    [Fact]
    public void Format_ShowsTheDifferenceAndLeavesTheFile()
    {
        var file = _folder.File("p.yaml", "agent: \"composer\"\nallowed_tools: []\n");

        Assert.Equal(0, _scene.Run("policy", "fmt", file, "--diff"));

        Assert.Equal($"--- {file}\n+++ {file}\n@@ -1,2 +1,2 @@\n-agent: \"composer\"\n+agent: composer\n allowed_tools: []\n", _scene.Output);
        Assert.Equal("agent: \"composer\"\nallowed_tools: []\n", File.ReadAllText(file));
    }

    [Fact]
    public void Format_OfAFileWithErrors_LeavesIt()
    {
        var file = _folder.File("p.yaml", "allowed_tools: []\n");

        Assert.Equal(1, _scene.Run("policy", "fmt", file));

        Assert.Equal("allowed_tools: []\n", File.ReadAllText(file));
        Assert.EndsWith("error: files with errors were not formatted: 1 error in 1 file\n", _scene.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("25", 0, "allow\npermitted by composer/pricing/quote\n")]
    [InlineData("25.000000000000000000001", 11, "approval_needed\npermitted by composer/pricing/quote\napproval_needed: policy.discount_over_limit parameters.discount_percent, limit 25, found number\n  rule: composer/pricing/quote/max_discount_percent\n  hint: Ask for approval, or offer a discount within the limit.\n")]
    [InlineData("\"25\"", 12, "deny\ndeny: policy.parameter_type parameters.discount_percent, limit number, found string\n  rule: composer/pricing/quote\n  hint: Send a JSON number.\n")]
    public void Eval_PrintsTheAnswerAndEndsWithIt(string discount, int exitCode, string output)
    {
        var policy = _folder.File("p.yaml", Policy);
        var intent = _folder.File("i.json", $$$"""{"tenant": "acme", "agent": "composer", "tool": "pricing", "action": "quote", "parameters": {"discount_percent": {{{discount}}}}}""");

        Assert.Equal(exitCode, _scene.Run("policy", "eval", policy, "--intent", intent, "--exit-code"));

        Assert.Equal(output, _scene.Output);
    }

    [Fact]
    public void Eval_OfADenialCallsNothingPermitted()
    {
        var policy = _folder.File("p.yaml", "apiVersion: aegis/v1\nkind: Policy\nname: p\nrules:\n  - {id: use, effect: permit, what: {tools: crm}}\n  - {id: never, effect: forbid, what: {tools: crm}}\n");
        var intent = _folder.File("i.json", """{"tenant": "acme", "agent": "a", "tool": "crm", "action": "note"}""");

        Assert.Equal(12, _scene.Run("policy", "eval", policy, "--intent", intent, "--exit-code"));
        Assert.StartsWith("deny\na permit applies: p/use\ndeny: policy.forbidden", _scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_TellsWhatWasFoundAndInHowManyInvisibleCharactersStood()
    {
        var policy = _folder.File("p.yaml", """
            apiVersion: aegis/v1
            kind: Policy
            name: crm
            tools: [{name: crm, class: write, unknown_parameters: allow}]
            rules:
              - {id: use, effect: permit, what: {tools: crm}}
              - {id: mask, effect: sanitize, what: {tools: crm}, dlp: {profile: default}}
            """);
        var intent = _folder.File("i.json", """{"tenant": "acme", "agent": "a", "tool": "crm", "action": "note", "parameters": {"to": ["an\u200bna@corp.at", "otto@corp.at"]}}""");

        Assert.Equal(0, _scene.Run("policy", "eval", policy, "--intent", intent, "--sanitized"));

        Assert.Contains("found: 2 EMAIL in parameters.to[*], replace (default); invisible characters in 1\n", _scene.Output, StringComparison.Ordinal);
        Assert.EndsWith("""sanitized: {"to":["[EMAIL]","[EMAIL]"]}""" + "\n", _scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_TakesTheAgentFromTheRegister()
    {
        var policy = _folder.File("p.yaml", Policy);
        var intent = _folder.File("i.json", """{"tenant": "acme", "agent": "composer", "tool": "pricing", "action": "quote", "parameters": {"discount_percent": 1}}""");
        var agents = _folder.File("agents.jsonl", """{"tenant": "acme", "agent": "composer", "state": "disabled"}""");

        Assert.Equal(1, _scene.Run("policy", "eval", policy, "--intent", intent, "--agents", agents));
        Assert.Contains("acme/composer may not act at all (identity.agent_disabled), so no policy is asked.", _scene.Error, StringComparison.Ordinal);
        Assert.Equal(64, _scene.Run("policy", "eval", policy, "--intent", intent, "--agents", agents, "--group", "sales"));
    }

    [Theory]
    [InlineData("""{"agent": "a", "agent": "b"}""", "agent: The field occurs twice.")]
    [InlineData("""{"zz": 1}""", "zz: The contract of intents has no such field.")]
    [InlineData("""{"call_class": "reed"}""", "call_class: The field has another type or form than the contract says.")]
    [InlineData("""{"tenant": "acme", "agent": "composer", "tool": "pricing"}""", "The field action is required.")]
    public void FaultOfAnIntent_NamesTheField(string text, string message)
    {
        var (policy, intent) = (_folder.File("p.yaml", Policy), _folder.File("i.json", text));

        Assert.Equal(1, _scene.Run("policy", "eval", policy, "--intent", intent));
        Assert.Equal(1, _scene.Run("policy", "explain", policy, "--intent", intent));
        Assert.Equal(2, _scene.Run("policy", "input", policy, intent));

        Assert.Equal($"error: {intent} holds no intent: {message}\nerror: {intent} holds no intent: {message}\nerror: line 1: {message}\n", _scene.Error);
    }

    [Theory]
    [InlineData("--environment must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not `BAD NAME`", "--environment", "BAD NAME")]
    [InlineData("--environment must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not ``", "--environment", "")]
    [InlineData("the agent's groups must be at most 64 names of 1 to 64 characters", "--group", "")]
    [InlineData("the agent's roles must be at most 64 names of 1 to 64 characters", "--role", "a-role-of-sixty-five-characters-a-role-of-sixty-five-characters-aa")]
    public void QuestionAboutWhatCannotBe_IsAWrongCommandLine(string message, params string[] options)
    {
        var policy = _folder.File("p.yaml", Policy);
        var intent = _folder.File("i.json", """{"tenant": "acme", "agent": "composer", "tool": "pricing", "action": "quote"}""");

        Assert.Equal(64, _scene.Run(["policy", "eval", policy, "--intent", intent, .. options]));
        Assert.Equal(64, _scene.Run(["policy", "explain", policy, "--intent", intent, .. options]));

        Assert.Equal($"error: {message}\nerror: {message}\n", _scene.Error);
    }

    [Fact]
    public void Explain_NamesTheRulesAsJson()
    {
        var policy = _folder.File("p.yaml", Policy);
        var intent = _folder.File("i.json", """{"tenant": "acme", "agent": "composer", "tool": "pricing", "action": "quote", "parameters": {"discount_percent": 1}}""");

        Assert.Equal(0, _scene.Run("policy", "explain", policy, "--intent", intent, "--json"));

        var traces = JsonDocument.Parse(_scene.Output).RootElement.GetProperty("traces").EnumerateArray().Select(trace => trace.GetRawText());
        Assert.Equal(
            [
                """{"rule":"composer/pricing/quote","effect":"permit","applies":true,"condition":"true"}""",
                """{"rule":"composer/pricing/quote/max_discount_percent","effect":"require_approval","applies":false,"silence":"condition","condition":"false"}""",
            ],
            traces);
    }

    [Fact]
    public void Test_FindsTheTestsBesideThePolicy()
    {
        var policy = _folder.File("p.yaml", Policy);
        _folder.File("p.test.yaml", """
            apiVersion: aegis/v1
            kind: PolicyTest
            defaults:
              intent: {tenant: acme, agent: composer, tool: pricing, action: quote}
            tests:
              - name: at the limit
                intent: {parameters: {discount_percent: 25}}
                expect: {outcome: allow}
              - name: over the limit
                intent: {parameters: {discount_percent: 25.01}}
                expect: {outcome: deny}
            """);

        Assert.Equal(1, _scene.Run("policy", "test", policy, "--junit", Path.Combine(_folder.Path, "results.xml")));

        Assert.Equal(
            $"""
            FAILED {Path.Combine(_folder.Path, "p.test.yaml")}:9: over the limit
              outcome: expected deny, got approval_needed (policy.discount_over_limit parameters.discount_percent composer/pricing/quote/max_discount_percent)
            2 tests, 1 failed; 37 % reached, 6 of 16 points

            """,
            _scene.Output);
        Assert.Equal("error: 1 of 2 tests failed\n", _scene.Error);
        Assert.Contains("failures=\"1\"", File.ReadAllText(Path.Combine(_folder.Path, "results.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public void TestWhoseReportCannotBeWritten_PrintsTheResultsAllTheSame()
    {
        var policy = _folder.File("p.yaml", Policy);
        _folder.File("p.test.yaml", """
            apiVersion: aegis/v1
            kind: PolicyTest
            tests:
              - name: at the limit
                intent: {tenant: acme, agent: composer, tool: pricing, action: quote, parameters: {discount_percent: 25}}
                expect: {outcome: deny}
            """);
        var report = Path.Combine(_folder.Path, "no", "results.xml");

        Assert.Equal(1, _scene.Run("policy", "test", policy, "--junit", report));

        Assert.EndsWith("\n1 test, 1 failed; 25 % reached, 4 of 16 points\n", _scene.Output, StringComparison.Ordinal);
        Assert.StartsWith($"error: {report} cannot be written: ", _scene.Error, StringComparison.Ordinal);
        Assert.Equal(64, new CliScene().Run("policy", "test", policy, "--junit", ""));
    }

    [Fact]
    public void Test_FailsBelowTheThreshold()
    {
        var policy = _folder.File("p.yaml", Policy);
        Assert.Equal(0, _scene.Run("policy", "test", policy, "--generate"));
        var tests = _folder.File("boundaries.test.yaml", _scene.Output);
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("policy", "test", policy, "--fixtures", tests, "--threshold", "100"));
        Assert.Equal("12 tests, 0 failed; 100 % reached, 16 of 16 points\n", scene.Output);
        Assert.Equal(2, scene.Run("policy", "test", policy));
        Assert.Equal(64, scene.Run("policy", "test", policy, "--fixtures", tests, "--threshold", "101"));
    }

    [Fact]
    public void FixturesInAFileOfAnotherName_AreRefused()
    {
        var policy = _folder.File("p.yaml", Policy);

        Assert.Equal(1, _scene.Run("policy", "test", policy, "--fixtures", policy));

        Assert.Equal($"error: {policy} does not end in .test.yaml, as files of tests do; name one, or a folder of them\n", _scene.Error);
    }

    [Fact]
    public void Init_DraftsAPolicyThatLoads()
    {
        var tools = _folder.File("tools.json", """{"tools": [{"name": "quote", "inputSchema": {"properties": {"sku": {"type": "string"}}, "required": ["sku"]}}]}""");

        Assert.Equal(0, _scene.Run("policy", "init", "--tools", tools, "--agent", "composer"));

        var draft = _folder.File("draft.yaml", _scene.Output);
        Assert.Equal(0, new CliScene().Run("policy", "validate", draft));
        Assert.Equal(0, new CliScene().Run("policy", "fmt", draft, "--check"));
        Assert.Equal(64, _scene.Run("policy", "init"));
    }

    [Theory]
    [InlineData("""{"tools": []}""")]
    [InlineData("""{"tools": [{"name": "a b"}]}""")]
    public void InitWithoutAToolThatCanBeDeclared_IsIncomplete(string text)
    {
        var tools = _folder.File("tools.json", text);

        Assert.Equal(2, _scene.Run("policy", "init", "--tools", tools));

        Assert.Equal($"warning: {tools} lists no tool that can be declared, so the draft declares none\n", _scene.Error);
        Assert.Contains("\nkind: Policy\nname: my-agent\n", _scene.Output, StringComparison.Ordinal);
    }
}
