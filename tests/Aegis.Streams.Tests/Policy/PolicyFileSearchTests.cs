using System.Diagnostics;
using Aegis.Streams.Policy;
using Aegis.Streams.Tests.Cli;

namespace Aegis.Streams.Tests.Policy;

public sealed class PolicyFileSearchTests : IDisposable
{
    private const string Policy = "agent: a\nallowed_tools: []\n";
    private const string Prohibition = "apiVersion: aegis/v1\nkind: Policy\nname: never\nrules:\n  - id: never\n    effect: forbid\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("deny.YAML", Prohibition)]
    [InlineData("deny.Yml", Prohibition)]
    [InlineData("deny.JSON", """{"apiVersion": "aegis/v1", "kind": "Policy", "name": "never", "rules": [{"id": "never", "effect": "forbid"}]}""")]
    public void ExtensionInCapitals_IsReadLikeAnyOther(string name, string text)
    {
        _folder.File("a.yaml", Policy);
        _folder.File(name, text);

        Assert.Equal(["a", "never"], PolicyLoader.Load(_folder.Path).Snapshot!.Documents.Select(document => document.Name));
    }

    [Fact]
    public void TestsAndSchemas_AreNoPolicies()
    {
        _folder.File("a.yaml", Policy);
        _folder.File("a.TEST.yaml", "apiVersion: aegis/v1\nkind: PolicyTest\ntests: []\n");
        _folder.File("a.schema.json", """{"properties": {"kind": {"const": "Policy"}, "allowed_tools": {}}}""");

        Assert.Equal(["a"], PolicyLoader.Load(_folder.Path).Snapshot!.Documents.Select(document => document.Name));
    }

    [Theory]
    [InlineData("deny.test.yaml", Prohibition, "holds a policy, and is passed over as tests for its name; rename it")]
    [InlineData("deny.Test.yaml", "kind: PolicyTest\n---\n" + Policy, "holds a policy, and is passed over as tests for its name; rename it")]
    [InlineData("deny.schema.json", """{"kind": "Policy"}""", "holds a policy, and is passed over as a schema for its name; rename it")]
    public void PolicyNamedLikeSomethingElse_IsAnError(string name, string text, string message)
    {
        var file = _folder.File(name, text);

        Assert.Equal([$"{file}: {message}"], Errors());
    }

    [Fact]
    public void PipeInAFolder_IsAnErrorAndNotWaitedFor()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux is the type of a file known before it is opened.");
        var pipe = Path.Combine(_folder.Path, "p.yaml");
        using (var process = Process.Start("mkfifo", pipe)) process.WaitForExit();

        Assert.Equal([$"{pipe}: is not a regular file"], Errors());
    }

    [Fact]
    public void DeviceWithoutEnd_IsReadUpToTheBound()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no such device.");

        Assert.Equal("/dev/zero: is larger than 1 MiB; split it", Assert.Single(PolicyLoader.Load("/dev/zero").Errors).ToString());
    }

    [Fact]
    public void LinkThatLeadsNowhere_IsAnError()
    {
        var link = Path.Combine(_folder.Path, "p.yaml");
        File.CreateSymbolicLink(link, "nothing.yaml");
        var circle = Path.Combine(_folder.Path, "q.yaml");
        File.CreateSymbolicLink(circle, "q.yaml");

        Assert.Equal([$"{link}: is a link that leads nowhere", $"{circle}: is a link that leads nowhere"], Errors().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void MountOfKubernetes_IsReadOnce()
    {
        // While a mount changes, the old state and the new are there side by side.
        foreach (var state in new[] { "..2026_11_27", "..2026_11_28" })
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, state));
            _folder.File($"{state}/p.yaml", Policy);
        }

        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "..data"), "..2026_11_28");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "p.yaml"), "..data/p.yaml");

        var files = PolicyLoader.ReadFiles(_folder.Path, Path.Combine(_folder.Path, "..data", "p.yaml"));

        Assert.Empty(files.Errors);
        Assert.Equal([Path.Combine(_folder.Path, "p.yaml")], files.Sources.Select(source => source.File));
    }

    [Fact]
    public void LinkBackToItsFolder_IsNotFollowedTwice()
    {
        _folder.File("p.yaml", Policy);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "a-loop"), ".");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "z-loop"), _folder.Path);

        var files = PolicyLoader.ReadFiles(_folder.Path);

        Assert.Empty(files.Errors);
        Assert.Equal([Path.Combine(_folder.Path, "p.yaml")], files.Sources.Select(source => source.File));
    }

    [Fact]
    public void LinkedFolderAndFile_AreRead()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.File("b.yaml", "agent: b\nallowed_tools: []\n");
        var file = elsewhere.File("c.text", "agent: c\nallowed_tools: []\n");
        _folder.File("..a.yaml", Policy);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "more"), elsewhere.Path);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "c.yaml"), file);

        Assert.Equal(["a", "b", "c"], PolicyLoader.Load(_folder.Path).Snapshot!.Documents.Select(document => document.Name));
    }

    private IEnumerable<string> Errors() => PolicyLoader.Load(_folder.Path).Errors.Select(error => error.ToString());
}
