using System.Diagnostics;
using Aegis.Streams.Cli;

namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>Runs over files that stopped, and those that go on with them.</summary>
public sealed class DlpResumeTests
{
    [Theory]
    [InlineData("in.csv", "out.csv")]
    [InlineData("in.csv", "out.csv.gz")]
    [InlineData("in.jsonl", "out.jsonl")]
    [InlineData("in.txt", "out.txt")]
    public void RunThatWasKilledAfterAnyWindow_GoesOnToTheSameBytesAndReport(string input, string output)
    {
        using var scene = new ResumeScene(input, output);
        scene.Redact(threads: 3);
        var (code, expected) = (scene.ExitCode, scene.Files);
        foreach (var file in expected.Keys) File.Delete(Path.Combine(Path.GetDirectoryName(scene.Output)!, file));
        scene.Watch(scene.Command);
        Assert.Equal(expected, scene.Files);
        Assert.InRange(scene.Kills, 8, 100);

        for (var kill = 0; kill < scene.Kills; kill++)
        {
            scene.KillAt(kill);
            Assert.False(File.Exists(scene.Output));
            File.WriteAllText(scene.Checkpoint + ".tmp", "half of it");
            var run = scene.Redact(1 + (kill % 3), "--resume");

            Assert.Matches("going on after [1-3]\\.[0-9] of 3\\.[0-9] MB", run.Error);
            Assert.Equal(code, scene.ExitCode);
            Assert.Equal(expected, scene.Files);
        }
    }

    [Theory]
    [InlineData("scan")]
    [InlineData("redact", "--dry-run", "--operator", "EMAIL=block")]
    public void ScanThatWasKilledAfterAnyWindow_GoesOnToTheSameReport(string verb, params string[] more)
    {
        using var scene = new ResumeScene("in.csv", "out.csv");
        string[] command = ["dlp", verb, scene.Input, "--report", scene.Report, .. more];
        scene.Watch(command);
        var (code, expected) = (scene.ExitCode, scene.Files);
        Assert.Equal(verb == "scan" ? 2 : 21, code);
        Assert.InRange(scene.Kills, 8, 100);

        for (var kill = 0; kill < scene.Kills; kill += 3)
        {
            scene.KillAt(kill);
            scene.Run(new CliScene(), [.. command, "--checkpoint", "1", "--resume"]);

            Assert.Equal(code, scene.ExitCode);
            Assert.Equal(expected, scene.Files);
        }
    }

    [Fact]
    public void CompressedOutput_UnpacksToTheSameWhateverIsKept()
    {
        using var scene = new ResumeScene("in.csv", "out.csv.gz");
        scene.Redact(threads: 2);
        var text = scene.Text;
        scene.Run(new CliScene(), [.. scene.Command, "--checkpoint", "0"]);

        Assert.Equal(2, scene.ExitCode);
        Assert.True(text == scene.Text);
    }

    [Fact]
    public void KillWhileFilesGetTheirNames_GoesOnToTheReport()
    {
        using var scene = new ResumeScene("in.csv", "out.csv");
        scene.Redact(threads: 2);
        var expected = scene.Files;

        // The report cannot be written: its folder is gone.
        var folder = Directory.CreateDirectory(scene.Output + ".reports").FullName;
        scene.Report = Path.Combine(folder, "out.csv.json");
        scene.RedactAnd(() => Directory.Delete(folder));
        Assert.Equal(1, scene.ExitCode);
        var checkpoint = File.ReadAllBytes(scene.Checkpoint);

        foreach (var draft in (string[][])[[], [scene.BadRows], [scene.BadRows, scene.Output]])
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(scene.Checkpoint, checkpoint);
            foreach (var file in draft) File.Move(file, file + ".aegis-partial");
            scene.Redact(threads: 2, "--resume");

            Assert.Equal(2, scene.ExitCode);
            File.Move(scene.Report, scene.Output + ".json", overwrite: true);
            Assert.Equal(expected, scene.Files);
        }
    }

    [Fact]
    public void Signal_LeavesWhatAnotherRunGoesOnWith()
    {
        using var scene = new ResumeScene("in.csv", "out.csv");
        using var stopping = new CancellationTokenSource();
        scene.Redact(threads: 2);
        var expected = scene.Files;
        File.Delete(scene.Output);
        var run = scene.RedactAnd(stopping.Cancel, stopping.Token);

        Assert.Equal(130, scene.ExitCode);
        Assert.Contains($"interrupted: {scene.Output} is not done; the same command with --resume goes on where it was", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(scene.Output));
        scene.Redact(threads: 1, "--resume");
        Assert.Equal(expected, scene.Files);
    }

    [Fact]
    public void Kill_LeavesWhatAnotherRunGoesOnWith()
    {
        using var scene = new ResumeScene("in.csv", "out.csv");
        scene.Redact(threads: 2);
        var expected = scene.Files;
        foreach (var file in expected.Keys) File.Delete(Path.Combine(Path.GetDirectoryName(scene.Output)!, file));
        var start = new ProcessStartInfo("dotnet", [typeof(AegisCli).Assembly.Location, .. scene.Command, "--checkpoint", "1", "--threads", "1"]) { RedirectStandardError = true, RedirectStandardOutput = true };

        // Whether it is done before it is killed is up to the machine.
        for (var attempt = 1; attempt <= 10 && !File.Exists(scene.Checkpoint); attempt++)
        {
            using var process = Process.Start(start)!;
            SpinWait.SpinUntil(() => File.Exists(scene.Checkpoint) || process.HasExited, TimeSpan.FromMinutes(2));
            process.Kill();
            process.WaitForExit();
            if (!File.Exists(scene.Checkpoint)) foreach (var file in scene.Files.Keys) File.Delete(Path.Combine(Path.GetDirectoryName(scene.Output)!, file));
        }

        Assert.Contains("going on after", scene.Redact(threads: 2, "--resume").Error, StringComparison.Ordinal);
        Assert.Equal(expected, scene.Files);
    }

    [Fact]
    public void RunBesideAnother_IsRefused()
    {
        using var scene = new ResumeScene("in.csv", "out.csv");
        var (other, code) = (new CliScene(), 0);
        scene.RedactAnd(() => code = other.Run([.. scene.Command, "--checkpoint", "1", "--resume"]));

        Assert.Equal((2, 1), (scene.ExitCode, code));
        Assert.Contains($"error: {scene.Output} cannot be written: The process cannot access the file", other.Error, StringComparison.Ordinal);
        Assert.Equal(["out.csv", "out.csv.bad", "out.csv.json"], scene.Files.Keys);
    }

    [Fact]
    public void FileThatMustNotPass_LeavesNothing()
    {
        using var scene = new ResumeScene("in.jsonl", "out.jsonl");
        File.AppendAllText(scene.Input, "{\"ssn\":\"536-90-4399\"}\n");
        scene.Redact(threads: 2, "--operator", "US_SSN=block");

        Assert.Equal(21, scene.ExitCode);
        Assert.Equal(["out.jsonl.json"], scene.Files.Keys);
    }

    [Fact]
    public void LineThatIsNoRecord_IsSetAsideByTheRunThatGoesOn()
    {
        using var scene = new ResumeScene("in.txt", "out.jsonl");
        File.WriteAllText(scene.Input, string.Concat(Enumerable.Repeat("{\"mail\":\"a@example.com\"}\n", 60_000)) + "no json\n{\"mail\":\"a@example.com\"}\n");
        string[] command = ["dlp", "redact", scene.Input, "--format", "jsonl", "--out", scene.Output, "--report", scene.Report, "--checkpoint", "1"];
        Assert.Equal(2, new CliScene().Run([.. command, "--bad-rows", scene.BadRows]));
        var (expected, run) = (scene.Files, new CliScene());
        foreach (var file in expected.Keys) File.Delete(Path.Combine(Path.GetDirectoryName(scene.Output)!, file));

        Assert.Equal(1, run.Run(command));
        Assert.Contains("line 60001 is no JSON text, so what it holds cannot be told and nothing was written; name a file for such lines with --bad-rows, and with --resume the run goes on where it was\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(["out.jsonl.aegis-checkpoint", "out.jsonl.aegis-partial"], scene.Files.Keys);
        Assert.Equal(2, new CliScene().Run([.. command, "--bad-rows", scene.BadRows, "--resume"]));
        Assert.Equal(expected, scene.Files);
    }
}
