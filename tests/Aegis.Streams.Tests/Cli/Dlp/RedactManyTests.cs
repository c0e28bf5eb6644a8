using System.Text.Json;

namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>`aegis dlp redact` of several files.</summary>
public sealed class RedactManyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Clean => Path.Combine(_folder.Path, "clean");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SeveralFiles_GoUnderTheirNamesIntoAFolder()
    {
        Directory.CreateDirectory(Clean);
        var (one, two) = (_folder.File("one.csv", "id,mail\n1,jane.doe@example.com\n"), _folder.File("two.jsonl", "{\"mail\":\"bob@example.org\"}\n"));
        var report = Path.Combine(_folder.Path, "report.json");

        Assert.Equal(0, new CliScene().Run("dlp", "redact", one, two, "--out-dir", Clean, "--report", report));
        Assert.Equal("id,mail\n1,[EMAIL]\n", File.ReadAllText(Path.Combine(Clean, "one.csv")));
        Assert.Equal("{\"mail\":\"[EMAIL]\"}\n", File.ReadAllText(Path.Combine(Clean, "two.jsonl")));
        Assert.Equal([one, two], JsonDocument.Parse(File.ReadAllText(report)).RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("file").GetString()));
    }

    [Fact]
    public void FileThatMustNotPass_OrCannotBeRead_KeepsNoOtherBack()
    {
        Directory.CreateDirectory(Clean);
        var (one, two) = (_folder.File("one.csv", "id,ssn\n1,536-22-8731\n"), _folder.File("two.csv", "id,mail\n1,bob@example.org\n"));
        var scene = new CliScene();

        Assert.Equal(21, scene.Run("dlp", "redact", one, two, "--out-dir", Clean, "--operator", "US_SSN=block", "--operator", "replace"));
        Assert.Equal(["two.csv"], Directory.GetFiles(Clean).Select(Path.GetFileName));
        Assert.Contains($"{one} must not pass: 1 finding of what --operator blocks", scene.Error, StringComparison.Ordinal);
        File.Delete(Path.Combine(Clean, "two.csv"));
        Assert.Equal(1, new CliScene().Run("dlp", "redact", one, Path.Combine(_folder.Path, "none.csv"), two, "--out-dir", Clean, "--operator", "US_SSN=block", "--operator", "replace"));
        Assert.Equal(["two.csv"], Directory.GetFiles(Clean).Select(Path.GetFileName));
    }

    [Fact]
    public void FolderThatLeadsToTheFilesThemselves_IsRefusedAndTheyStay()
    {
        var originals = Directory.CreateDirectory(Path.Combine(_folder.Path, "exports")).FullName;
        var original = Path.Combine(originals, "one.csv");
        File.WriteAllText(original, "id,mail\n1,bob@example.org\n");
        Directory.CreateSymbolicLink(Clean, originals);
        var scene = new CliScene();

        Assert.Equal(64, scene.Run("dlp", "redact", original, "--out-dir", Clean));
        Assert.Contains("--out-dir must not be another file of the same command", scene.Error, StringComparison.Ordinal);
        Assert.Equal("id,mail\n1,bob@example.org\n", File.ReadAllText(original));
    }

    [Fact]
    public void LinkBelowALinkedFolder_IsFollowedAsTheSystemDoes()
    {
        var originals = Directory.CreateDirectory(Path.Combine(_folder.Path, "in")).FullName;
        var original = Path.Combine(originals, "one.csv");
        File.WriteAllText(original, "id,mail\n1,bob@example.org\n");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "deep", "er"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "deep", "er", "l"), "../../in");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "d2"), "deep/er");
        Assert.Equal(64, new CliScene().Run("dlp", "redact", original, "--out-dir", Path.Combine(_folder.Path, "d2", "l")));
        Assert.Equal(64, new CliScene().Run("dlp", "redact", original, "--out", Path.Combine(_folder.Path, "d2", "l", "one.csv")));

        // A link that leads elsewhere stays one, and what it leads to is written.
        var (stranger, meant) = (_folder.File("two.csv", "stranger"), Path.Combine(_folder.Path, "deep", "two.csv"));
        File.WriteAllText(meant, "old");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "deep", "er", "two.csv"), "../two.csv");
        Assert.Equal(0, new CliScene().Run("dlp", "redact", original, "--out", Path.Combine(_folder.Path, "d2", "two.csv")));
        Assert.Equal(("stranger", "id,mail\n1,[EMAIL]\n"), (File.ReadAllText(stranger), File.ReadAllText(meant)));
        Assert.Equal("id,mail\n1,bob@example.org\n", File.ReadAllText(original));
    }

    [Fact]
    public void OutputsThatAreOneFile_OrAKey_AreRefused()
    {
        Directory.CreateDirectory(Clean);
        var (one, two) = (_folder.File("one.csv", "id,n\n1,2\n"), _folder.File("two.csv", "id,n\n1,2\n"));
        File.CreateSymbolicLink(Path.Combine(Clean, "one.csv"), "../shared.csv");
        File.CreateSymbolicLink(Path.Combine(Clean, "two.csv"), "../shared.csv");
        Assert.Equal(64, new CliScene().Run("dlp", "redact", one, two, "--out-dir", Clean));
        var key = _folder.File("key", "00112233445566778899aabbccddeeff");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var scene = new CliScene();
        Assert.Equal(64, scene.Run("dlp", "redact", one, "--out", Path.Combine(Clean, "three.csv"), "--operator", "hash", "--key-file", key, "--report", key));
        Assert.Contains("--report must not be another file of the same command", scene.Error, StringComparison.Ordinal);
        Assert.Equal("00112233445566778899aabbccddeeff", File.ReadAllText(key));
    }

    [Fact]
    public void OutputOfAReadOnlyFile_IsOpenToNobodyElse_AndIsReplacedNextTime()
    {
        if (OperatingSystem.IsWindows()) return;
        var (one, output) = (_folder.File("one.csv", "id,mail\n1,bob@example.org\n"), Path.Combine(Clean, "one.csv"));
        Directory.CreateDirectory(Clean);
        File.SetUnixFileMode(one, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Equal(0, new CliScene().Run("dlp", "redact", one, "--out-dir", Clean));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(output));

        Assert.Equal(0, new CliScene().Run("dlp", "redact", one, "--out-dir", Clean, "--operator", "mask"));
        Assert.Equal("id,mail\n1,***@example.org\n", File.ReadAllText(output));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, File.GetUnixFileMode(one));
    }

    [Fact]
    public void NameOfTheGreatestLength_CanBeWritten()
    {
        Directory.CreateDirectory(Clean);
        var name = $"{new string('n', 251)}.csv";

        Assert.Equal(0, new CliScene().Run("dlp", "redact", _folder.File(name, "id,mail\n1,bob@example.org\n"), "--out-dir", Clean));
        Assert.Equal("id,mail\n1,[EMAIL]\n", File.ReadAllText(Path.Combine(Clean, name)));
    }

    [Fact]
    public void OptionThatDoesNotFitOneFile_KeepsNoOtherBack()
    {
        Directory.CreateDirectory(Clean);
        var (one, lines, two) = (_folder.File("one.csv", "id,ref\n1,x\n"), _folder.File("lines.jsonl", "{\"ref\":1}\n"), _folder.File("two.csv", "id,ref\n1,y\n"));
        var report = Path.Combine(_folder.Path, "report.json");

        Assert.Equal(1, new CliScene().Run("dlp", "redact", one, lines, two, "--columns", "ref=phone", "--out-dir", Clean, "--report", report));
        Assert.Equal(["one.csv", "two.csv"], Directory.GetFiles(Clean).Select(Path.GetFileName).Order());
        Assert.Equal([one, two], JsonDocument.Parse(File.ReadAllText(report)).RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("file").GetString()));
    }

    [Fact]
    public void DryRunOfSeveral_CountsAndWritesNothing()
    {
        var (one, two) = (_folder.File("one.csv", "id,mail\n1,jane.doe@example.com\n"), _folder.File("two.csv", "id,n\n1,2\n"));
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("dlp", "redact", one, two, "--dry-run"));
        Assert.Contains($"{one}: 1 finding in 1 record of csv", scene.Output, StringComparison.Ordinal);
        Assert.Contains($"{two}: nothing found in 1 record of csv", scene.Output, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Theory]
    [InlineData("2 files need --out-dir, a folder for the redacted ones, or --dry-run", "one.csv", "two.csv")]
    [InlineData("2 files need --out-dir, a folder for the redacted ones, or --dry-run", "one.csv", "two.csv", "--out", "three.csv")]
    [InlineData("--out and --out-dir both say where the redacted files go", "one.csv", "--out", "three.csv", "--out-dir", "clean")]
    [InlineData("the standard input has no name to have in --out-dir; use --out", "-", "--out-dir", "clean")]
    [InlineData("--out-dir: there is no folder nowhere; make it first", "one.csv", "--out-dir", "nowhere")]
    [InlineData("--out-dir: two files are named one.csv, and one would replace the other", "one.csv", "a/one.csv", "--out-dir", "clean")]
    [InlineData("--out-dir must not be another file of the same command: ./one.csv", "one.csv", "--out-dir", ".")]
    [InlineData("the standard input can be read once", "-", "-", "--dry-run")]
    [InlineData("--bad-rows takes lines of one file; name one", "one.csv", "two.csv", "--out-dir", "clean", "--bad-rows", "bad.csv")]
    [InlineData("--resume: with --dry-run progress is kept beside the --report of one file; name one, without --out-dir", "one.csv", "two.csv", "--dry-run", "--resume")]
    [InlineData("--resume: values are numbered over the whole file, and what they were is not kept; use another --operator", "one.csv", "--out-dir", "clean", "--operator", "numbered", "--resume")]
    [InlineData("--resume: with --checkpoint 0 nothing is kept to go on from", "one.csv", "--out-dir", "clean", "--checkpoint", "0", "--resume")]
    public void WhatCannotBeMeant_IsRefused(string message, params string[] arguments)
    {
        Directory.CreateDirectory(Clean);
        var scene = new CliScene();

        Assert.Equal(64, scene.Run(["dlp", "redact", .. arguments.Select(argument => argument is "clean" ? Clean : argument)]));
        Assert.Contains(message, scene.Error, StringComparison.Ordinal);
    }
}
