using System.Text;

namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>Runs that cannot go on, and say what differs.</summary>
public sealed class DlpResumeRefusalTests
{
    [Theory]
    [InlineData("--operator was `Replace` in the run that stopped, and is `Replace,EMAIL=Mask` now", "--operator", "EMAIL=mask")]
    [InlineData("--threshold was `60` in the run that stopped, and is `70` now", "--threshold", "70")]
    [InlineData("--entities was `EMAIL,", "--entities", "email")]
    [InlineData("--columns was `` in the run that stopped, and is `1=ssn` now", "--columns", "id=ssn")]
    [InlineData("--checkpoint was `1000000` in the run that stopped, and is `2000000` now", "--checkpoint", "2")]
    [InlineData("--format was `Csv` in the run that stopped, and is `Text` now", "--format", "text")]
    [InlineData("--header was `one after 10 bytes, 4 cells` in the run that stopped, and is `none after 10 bytes, 4 cells` now", "--no-header")]
    [InlineData("--profile was `none` in the run that stopped, and is `default of policy revision ", "--profile", "default", "--policies", "POLICIES")]
    public void OtherOptions_Exit64AndLeaveAllAsItIs(string message, params string[] more)
    {
        using var scene = Stopped();
        var (before, run) = (scene.Files, new CliScene());
        var policies = RepositoryFiles.PathOf("policies", "demo");
        string[] checkpoint = more[0] == "--checkpoint" ? [] : ["--checkpoint", "1"];

        Assert.Equal(64, run.Run([.. scene.Command, .. checkpoint, "--resume", .. more.Select(one => one == "POLICIES" ? policies : one)]));
        Assert.Contains($"error: --resume: {message}", run.Error, StringComparison.Ordinal);
        Assert.Contains("; say the same as then, or run without --resume to begin anew", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, scene.Files);
    }

    [Fact]
    public void OtherMask_Exits64()
    {
        using var scene = new ResumeScene("in.csv", "out.csv");
        scene.Watch([.. scene.Command, "--operator", "mask"]);
        scene.KillAt(1);
        var run = new CliScene();

        Assert.Equal(64, run.Run([.. scene.Command, "--operator", "mask", "--mask-keep", "first=2", "--checkpoint", "1", "--resume"]));
        Assert.Contains("error: --resume: --mask-keep was `first=0,last=4` in the run that stopped, and is `first=2,last=0` now; ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("longer", "in.csv was written since the run that stopped began; run without --resume to begin anew")]
    [InlineData("touched", "in.csv was written since the run that stopped began; run without --resume to begin anew")]
    [InlineData("changed", "in.csv does not begin any more as it did when the run that stopped read it; run without --resume to begin anew")]
    [InlineData("partial changed", "out.csv.aegis-partial is not what the run that stopped wrote; run without --resume to begin anew")]
    [InlineData("partial shorter", "out.csv.aegis-partial is not what the run that stopped wrote; run without --resume to begin anew")]
    [InlineData("partial gone", "out.csv.aegis-partial, which the run that stopped wrote, is not there; run without --resume to begin anew")]
    [InlineData("bad rows gone", "out.csv.bad.aegis-partial, which the run that stopped wrote, is not there; run without --resume to begin anew")]
    [InlineData("checkpoint damaged", "out.csv.aegis-checkpoint is damaged; remove it to begin anew")]
    [InlineData("checkpoint of others", "out.csv.aegis-checkpoint is no checkpoint of this version; move it away to begin anew")]
    public void OtherFiles_Exit1AndLeaveAllAsItIs(string change, string message)
    {
        using var scene = Stopped();
        var written = File.GetLastWriteTimeUtc(scene.Input);
        switch (change)
        {
            case "longer":
                File.AppendAllText(scene.Input, "1,2,3,4\n");
                File.SetLastWriteTimeUtc(scene.Input, written);
                break;
            case "touched":
                File.SetLastWriteTimeUtc(scene.Input, written.AddSeconds(1));
                break;
            case "changed":
                Change(scene.Input, 500_000);
                File.SetLastWriteTimeUtc(scene.Input, written);
                break;
            case "partial changed":
                Change(scene.Partial, 1_000);
                break;
            case "partial shorter":
                File.WriteAllBytes(scene.Partial, File.ReadAllBytes(scene.Partial)[..1_000]);
                break;
            case "partial gone":
                File.Delete(scene.Partial);
                break;
            case "bad rows gone":
                File.Delete(scene.BadRows + ".aegis-partial");
                break;
            case "checkpoint damaged":
                Change(scene.Checkpoint, 200);
                break;
            default:
                File.WriteAllText(scene.Checkpoint, "mine");
                break;
        }

        var (before, run) = (scene.Files, scene.Redact(threads: 2, "--resume"));

        Assert.Equal(1, scene.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, scene.Files);
    }

    [Theory]
    [InlineData("the standard output cannot be taken up again; name a file with --out", "redact", "FILE")]
    [InlineData("with --dry-run progress is kept beside --report; name it", "redact", "FILE", "--dry-run")]
    [InlineData("values are numbered over the whole file, and what they were is not kept; use another --operator", "redact", "FILE", "--out", "FILE.out", "--operator", "EMAIL=numbered")]
    [InlineData("standard input cannot be read again from its beginning; put it in a file", "redact", "-", "--out", "FILE.out")]
    [InlineData("with --checkpoint 0 nothing is kept to go on from", "redact", "FILE", "--out", "FILE.out", "--checkpoint", "0")]
    [InlineData("progress is kept beside --report; name it", "scan", "FILE")]
    [InlineData("several files cannot be taken up again; name one", "scan", "FILE", "FILE", "--report", "FILE.json")]
    [InlineData("is compressed, and decompressing it again up to there takes most of the time that the whole takes; decompress it first (`gzip -dk`)", "redact", "ZIPPED", "--out", "FILE.out")]
    public void WhatCannotBeTakenUpAgain_Exits64(string message, params string[] args)
    {
        using var folder = new TemporaryFolder();
        var run = new CliScene { Input = new MemoryStream("mail\na@example.com\n"u8.ToArray()) };
        var file = folder.File("in.csv", "mail\na@example.com\n");
        using (var zipped = new System.IO.Compression.GZipStream(File.Create(file + ".gz"), System.IO.Compression.CompressionLevel.Fastest)) zipped.Write(File.ReadAllBytes(file));

        Assert.Equal(64, run.Run(["dlp", .. args.Select(arg => arg.Replace("FILE", file, StringComparison.Ordinal).Replace("ZIPPED", file + ".gz", StringComparison.Ordinal)), "--resume"]));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("error: --resume: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void RunWithoutCheckpoint_BeginsAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        var (run, file) = (new CliScene(), folder.File("in.csv", "mail\na@example.com\n"));

        Assert.Equal(0, run.Run("dlp", "redact", file, "--out", file + ".out", "--resume"));
        Assert.StartsWith($"there is no checkpoint {file}.out.aegis-checkpoint, so this run begins anew\n", run.Error, StringComparison.Ordinal);
        Assert.Equal("mail\n[EMAIL]\n", File.ReadAllText(file + ".out"));
    }

    [Fact]
    public void OldCheckpoint_IsToldOfAndReplaced()
    {
        using var scene = Stopped();
        var run = scene.Redact(threads: 2);

        Assert.Equal(2, scene.ExitCode);
        Assert.Matches("out\\.csv\\.aegis-checkpoint is of a run that stopped after 1\\.[0-9] of 3\\.[0-9] MB; --resume would go on from there, and this run begins anew\n", run.Error);
        Assert.Equal(["out.csv", "out.csv.bad", "out.csv.json"], scene.Files.Keys);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    public void RunThatBeginsAnew_LeavesNothingOfTheOldOne(string checkpoint)
    {
        using var scene = Stopped();
        var run = new CliScene();
        File.WriteAllText(scene.Input, string.Concat(Enumerable.Repeat("a@example.com\n", 100_000)));

        Assert.Equal(0, run.Run("dlp", "redact", scene.Input, "--out", scene.Output, "--format", "text", "--checkpoint", checkpoint));
        Assert.Equal(["out.csv"], scene.Files.Keys);
        Assert.Contains("and this run begins anew", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsKept_HoldsNoValueAndIsOpenToItsOwnerAlone()
    {
        using var scene = Stopped();
        var text = Encoding.UTF8.GetString(File.ReadAllBytes(scene.Checkpoint));

        Assert.DoesNotContain("@example", text, StringComparison.Ordinal);
        Assert.DoesNotContain("415 555", text, StringComparison.Ordinal);
        Assert.DoesNotContain("415555", text, StringComparison.Ordinal); // Six digits: a digest has three of them by chance.
        Assert.Contains("\"place\":\"mail\",\"count\":", text, StringComparison.Ordinal);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scene.Checkpoint));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scene.BadRows + ".aegis-partial"));
        Assert.Equal(File.GetUnixFileMode(scene.Input), File.GetUnixFileMode(scene.Partial));
    }

    private static ResumeScene Stopped()
    {
        var scene = new ResumeScene("in.csv", "out.csv");
        using var stopping = new CancellationTokenSource();
        scene.RedactAnd(stopping.Cancel, stopping.Token);
        Assert.Equal(["out.csv.aegis-checkpoint", "out.csv.aegis-partial", "out.csv.bad.aegis-partial"], scene.Files.Keys);
        return scene;
    }

    private static void Change(string file, int place)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[place] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}
