using System.Text.Json;

namespace Aegis.Streams.Tests.Cli.Dlp;

public sealed class DlpProfileVerbTests : IDisposable
{
    private const string Policy = """
        apiVersion: aegis/v1
        kind: Policy
        name: p
        rules:
          - {id: r, effect: sanitize, dlp: {profile: lists}, what: {tools: crm}}
        dlp_detectors:
          - {name: code, terms: Falcon, pattern: "PRJ-[0-9]{4}", keys: mail}
        dlp_profiles:
          - {name: lists, entities: [EMAIL, PHONE], operators: {PHONE: mask}, allow: support@acme.example}
          - {name: columns, parameters: mail}
          - {name: keyed, operator: hash}
          - {name: own, entities: [], detectors: {code: replace}}
          - {name: strict, operators: {EMAIL: block}}

        """;

    private const string Rows = "mail,note\nann@acme.example,+1 415 226 0199\nsupport@acme.example,ben@acme.example 512-43-7781\n";
    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "out");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("lists", "mail,note\n[EMAIL],+* *** *** 0199\nsupport@acme.example,[EMAIL] 512-43-7781\n")]
    [InlineData("columns", "mail,note\n[EMAIL],+1 415 226 0199\n[EMAIL],ben@acme.example 512-43-7781\n")]
    [InlineData("default", "mail,note\n[EMAIL],[PHONE]\n[EMAIL],[EMAIL] [US_SSN]\n")]
    public void Profile_GovernsAFile(string profile, string expected)
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run(["dlp", "redact", _folder.File("rows.csv", Rows), "--out", Target, .. By(profile)]));
        Assert.Equal(expected, File.ReadAllText(Target));
        Assert.Contains($"by the profile `{profile}` of policy revision ", scene.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rows.csv", "mail;note\nann@acme.example;x, y\n", "mail;note\n;x, y\n")]
    [InlineData("rows.jsonl", "{\"mail\":\"ann@acme.example\",\"a\":1}\n", "{\"a\":1}\n")]
    [InlineData("rows.txt", "to ann@acme.example, now\n", "to , now\n")]
    public void Drop_TakesAwayWhatHoldsTheValue(string name, string rows, string expected)
    {
        Assert.Equal(0, new CliScene().Run("dlp", "redact", _folder.File(name, rows), "--out", Target, "--operator", "EMAIL=drop"));
        Assert.Equal(expected, File.ReadAllText(Target));
    }

    [Fact]
    public void Report_NamesProfileAndRevision()
    {
        var (scene, report) = (new CliScene(), Path.Combine(_folder.Path, "report.json"));

        Assert.Equal(20, scene.Run(["dlp", "scan", _folder.File("rows.csv", Rows), "--report", report, .. By("lists")]));
        using var json = JsonDocument.Parse(File.ReadAllText(report));
        var file = json.RootElement.GetProperty("files")[0];
        Assert.Equal("lists", file.GetProperty("profile").GetString());
        Assert.Matches("^[0-9a-f]{64}$", file.GetProperty("policy_revision").GetString()!);
        Assert.Equal(3, file.GetProperty("findings").GetInt32());
    }

    [Fact]
    public void DetectorOfPolicy_ShowsInTheSummaryByItsName()
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run(["dlp", "redact", _folder.File("rows.csv", "mail,note\nx y,\"PRJ-1234, falcon\"\n"), "--out", Target, .. By("own")]));
        Assert.Equal("mail,note\n[CUSTOM:code],\"[CUSTOM:code], [CUSTOM:code]\"\n", File.ReadAllText(Target));
        Assert.Contains("CUSTOM:code  note       2 ", scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ProfileThatBlocks_Exits21() =>
        Assert.Equal(21, new CliScene().Run(["dlp", "redact", _folder.File("rows.csv", Rows), "--out", Target, .. By("strict")]));

    [Fact]
    public void ProfileThatHashes_TakesTheKey()
    {
        var (scene, key) = (new CliScene(), _folder.File("key", "0123456789abcdef"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead);

        Assert.Equal(0, scene.Run(["dlp", "redact", _folder.File("rows.csv", "mail\nann@acme.example\n"), "--key-file", key, "--out", Target, .. By("keyed")]));
        Assert.Matches(@"^mail\n\[EMAIL#[a-p]{24}\]\n$", File.ReadAllText(Target));
    }

    [Theory]
    [InlineData("--profile needs --policies, the file or folder of the policies that declare it", "--profile", "lists")]
    [InlineData("--policies is for --profile, which names what of it governs; `--profile default` is always there", "--policies", "POLICY")]
    [InlineData("declares no profile `list`; there are default, columns, keyed, lists, own, strict", "--profile", "list", "--policies", "POLICY")]
    [InlineData("--entities contradicts --profile lists, which says that itself; leave one of them out", "--profile", "lists", "--policies", "POLICY", "--entities", "EMAIL")]
    [InlineData("--threshold contradicts --profile lists", "--profile", "lists", "--policies", "POLICY", "--threshold", "50")]
    [InlineData("--include-weak contradicts --profile lists", "--profile", "lists", "--policies", "POLICY", "--include-weak")]
    [InlineData("--operator contradicts --profile lists", "--profile", "lists", "--policies", "POLICY", "--operator", "EMAIL=mask")]
    [InlineData("the profile `keyed`, which hashes, needs a key", "--profile", "keyed", "--policies", "POLICY")]
    [InlineData("--key-file is for hashes, which were not asked for", "--profile", "lists", "--policies", "POLICY", "--key-file", "key")]
    [InlineData("rows.csv: the profile `columns` names the parameters that it looks at or leaves out, and text has none", "--profile", "columns", "--policies", "POLICY", "--format", "text")]
    [InlineData("rows.csv: the profile `columns` names columns, and there is no header that does", "--profile", "columns", "--policies", "POLICY", "--no-header")]
    public void WhatContradictsItself_Exits64AndWritesNothing(string message, params string[] options)
    {
        var (scene, policy) = (new CliScene(), _folder.File("p.yaml", Policy));

        Assert.Equal(64, scene.Run(["dlp", "redact", _folder.File("rows.csv", Rows), "--out", Target, .. options.Select(option => option == "POLICY" ? policy : option)]));
        Assert.Contains(message, scene.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    private string[] By(string profile) => ["--profile", profile, "--policies", _folder.File("p.yaml", Policy)];
}
