using System.Text;

namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>What becomes of what is found.</summary>
public sealed class DlpOperatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "out.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NamesThatAreValues_StayApart()
    {
        var (scene, bad) = (new CliScene(), Path.Combine(_folder.Path, "bad.jsonl"));
        var path = _folder.File("calls.jsonl", "{\"a@example.com\":1,\"b@example.com\":[{\"a@example.com\":2}]}\n{\"a@example.com\":1,\"A@example.com\":2}\n{\"[EMAIL_1]\":1,\"a@example.com\":2}\n");

        Assert.Equal(2, scene.Run("dlp", "redact", path, "--out", Target, "--bad-rows", bad));
        Assert.Equal("{\"[EMAIL_1]\":1,\"[EMAIL_2]\":[{\"[EMAIL_1]\":2}]}\n", File.ReadAllText(Target));
        Assert.Equal("{\"a@example.com\":1,\"A@example.com\":2}\n{\"[EMAIL_1]\":1,\"a@example.com\":2}\n", File.ReadAllText(bad));
        Assert.Equal(1, scene.Run("dlp", "redact", path, "--out", Target));
        Assert.Contains("line 2 would have two members of one name in an object, so", scene.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("calls.jsonl", "{\"a\":\"[4111111111111111, 1]\"}\n", "{\"a\":\"[\\\"[CREDIT_CARD]\\\", 1]\"}\n")]
    [InlineData("calls.jsonl", "{\"a\":\"{\\\"card\\\":4111111111111111}\"}\n", "{\"a\":\"{\\\"card\\\":\\\"[CREDIT_CARD]\\\"}\"}\n")]
    [InlineData("calls.csv", "id,data\n1,\"{\"\"card\"\":4111111111111111,\"\"n\"\":1}\"\n", "id,data\n1,\"{\"\"card\"\":\"\"[CREDIT_CARD]\"\",\"\"n\"\":1}\"\n")]
    [InlineData("calls.csv", "id,data\n1,[4111111111111111]\n", "id,data\n1,[\"[CREDIT_CARD]\"]\n")]
    public void NumbersOfJsonInStringsAndCells_BecomeStrings(string name, string content, string expected)
    {
        Assert.Equal(0, new CliScene().Run("dlp", "redact", _folder.File(name, content), "--out", Target));
        Assert.Equal(expected, File.ReadAllText(Target));
    }

    [Fact]
    public void KeyThatIsANumber_IsNotShown()
    {
        var scene = new CliScene();

        Assert.Equal(20, scene.Run("dlp", "scan", _folder.File("calls.jsonl", "{\"512437781\":{\"mail\":\"a@example.com\"}}\n")));
        Assert.Contains("EMAIL   *.mail ", scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void RedactThatBlocks_Exits21AndLeavesTheOldFile()
    {
        var scene = new CliScene();
        File.WriteAllText(Target, "old");

        Assert.Equal(21, scene.Run("dlp", "redact", _folder.File("people.csv", PeopleFile.Text), "--out", Target, "--operator", "PHONE=block", "--operator", "mask"));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal($"error: {_folder.Path}/people.csv must not pass: 1 finding of what --operator blocks; what {Target} was before stays\n", scene.Error);
        Assert.Contains("blocked: 1 finding must not pass\n", scene.Output, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void WhatBlocks_BlocksUnderAnotherFindingToo()
    {
        var (scene, encoded) = (new CliScene(), Convert.ToBase64String("ann@acme.example 512-43-7781"u8));

        Assert.Equal(21, scene.Run("dlp", "redact", _folder.File("note.txt", $"see {encoded} there\n"), "--out", Target, "--operator", "US_SSN=block"));
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void Numbers_RunOverTheFileWhateverTheThreads()
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("dlp", "redact", _folder.File("n.txt", "a@example.com b@example.com A@example.com\n"), "--operator", "numbered", "--threads", "3", "-q"));
        Assert.Equal("[EMAIL_1] [EMAIL_2] [EMAIL_1]\n", Encoding.UTF8.GetString(scene.Bytes.ToArray()));
    }

    [Fact]
    public void Hash_IsTheSameForTheSameKey()
    {
        var (scene, key) = (new CliScene(), _folder.File("key", "0123456789abcdef\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead);

        Assert.Equal(0, scene.Run("dlp", "redact", _folder.File("n.txt", "a@example.com\n"), "--operator", "hash", "--key-file", key, "-q"));
        Assert.Equal("[EMAIL#ihmihahlamgbiagiibdehigh]\n", Encoding.UTF8.GetString(scene.Bytes.ToArray()));
    }

    [Theory]
    [InlineData("last=2", "+* *** *** **99")]
    [InlineData("last=0", "+* *** *** ****")]
    [InlineData("first=3,last=1", "+1 41* *** ***9")]
    [InlineData("last=1, first=3", "+1 41* *** ***9")]
    public void MaskKeep_SaysWhatStays(string keep, string masked)
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("dlp", "redact", _folder.File("n.txt", "+1 415 226 0199\n"), "--operator", "mask", "--mask-keep", keep, "-q"));
        Assert.Equal($"{masked}\n", Encoding.UTF8.GetString(scene.Bytes.ToArray()));
    }
}
