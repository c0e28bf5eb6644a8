using System.IO.Compression;
using Aegis.Streams.Cli;
using Aegis.Streams.Cli.Dlp.Resuming;

namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>Runs of `aegis dlp redact` over several files that stopped, and those that go on with them.</summary>
public sealed class RedactManyResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _files;

    public RedactManyResumeTests()
    {
        Directory.CreateDirectory(Clean);
        string[] names = ["one.csv", "two.csv", "three.csv"];
        _files = [.. names.Select(name => _folder.File(name, "id,mail\n" + string.Concat(Enumerable.Range(0, 80_000).Select(row => $"{row},jane{row}@example.com\n"))))];
    }

    private string Clean => Path.Combine(_folder.Path, "clean");

    private string Report => Path.Combine(_folder.Path, "report.json");

    private string[] Command => ["dlp", "redact", .. _files, "--out-dir", Clean, "--report", Report, "--checkpoint", "1", "--threads", "1"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RunThatWasInterrupted_GoesOnWithWhatIsLeft()
    {
        Assert.Equal(0, new CliScene().Run(Command));
        var (expected, report) = (Outputs(), File.ReadAllText(Report));
        Assert.Equal(["one.csv", "three.csv", "two.csv"], expected.Keys);
        foreach (var file in Directory.GetFiles(Clean)) File.Delete(file);

        var first = Interrupt(() => File.Exists(Path.Combine(Clean, "two.csv.aegis-checkpoint")));
        Assert.Contains($"interrupted: {Path.Combine(Clean, "two.csv")} is not done; the same command with --resume goes on where it was\n", first.Error, StringComparison.Ordinal);
        Assert.Contains("the same command with --resume does what is left\n", first.Error, StringComparison.Ordinal);
        Assert.Equal(["one.csv", "one.csv.aegis-checkpoint", "two.csv.aegis-checkpoint", "two.csv.aegis-partial"], Outputs().Keys);
        var written = File.GetLastWriteTimeUtc(Path.Combine(Clean, "one.csv"));

        var second = new CliScene();
        Assert.Equal(0, second.Run([.. Command, "--resume"]));
        Assert.Contains($"{_files[0]} was done already, and is as it was\n", second.Error, StringComparison.Ordinal);
        Assert.Matches("two\\.csv: going on after 1\\.[0-9] of 2\\.2 MB\n", second.Error);
        Assert.DoesNotContain("there is no checkpoint", second.Error, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(Clean, "one.csv")));
        Assert.Equal(expected, Outputs());
        Assert.Equal(report, File.ReadAllText(Report));
    }

    [Fact]
    public void FileThatCannotBeRead_LeavesTheOthersDoneOnce()
    {
        var two = File.ReadAllText(_files[1]);
        File.Delete(_files[1]);
        var first = new CliScene();
        Assert.Equal(1, first.Run(Command));
        Assert.Contains("the same command with --resume does what is left\n", first.Error, StringComparison.Ordinal);
        Assert.Equal(["one.csv", "one.csv.aegis-checkpoint", "three.csv", "three.csv.aegis-checkpoint"], Outputs().Keys);

        string[] done = ["one.csv", "three.csv"];
        var written = Array.ConvertAll(done, name => File.GetLastWriteTimeUtc(Path.Combine(Clean, name)));
        File.WriteAllText(_files[1], two);
        Assert.Equal(0, new CliScene().Run([.. Command, "--resume"]));
        Assert.Equal(["one.csv", "three.csv", "two.csv"], Outputs().Keys);
        Assert.Equal(written, Array.ConvertAll(done, name => File.GetLastWriteTimeUtc(Path.Combine(Clean, name))));
    }

    [Fact]
    public void FileThatWasWrittenMeanwhile_IsToldWithTheWayOut_AndKeepsNoOtherBack()
    {
        Interrupt(() => File.Exists(Path.Combine(Clean, "two.csv.aegis-checkpoint")));
        File.AppendAllText(_files[1], "80000,bob@example.com\n");
        var (second, checkpoint) = (new CliScene(), Path.Combine(Clean, "two.csv.aegis-checkpoint"));

        Assert.Equal(1, second.Run([.. Command, "--resume"]));
        Assert.Contains($"{_files[1]} was written since the run that stopped began; run without --resume to begin anew\n", second.Error, StringComparison.Ordinal);
        Assert.Contains($"without {checkpoint} the same command begins anew with this file, and goes on with the others\n", second.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("does what is left", second.Error, StringComparison.Ordinal);

        File.Delete(checkpoint);
        Assert.Equal(0, new CliScene().Run([.. Command, "--resume"]));
        Assert.Equal(["one.csv", "three.csv", "two.csv"], Outputs().Keys);
        Assert.EndsWith("79999,[EMAIL]\n80000,[EMAIL]\n", File.ReadAllText(Path.Combine(Clean, "two.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatMustNotPass_LeavesNoCheckpointOfTheOthers()
    {
        File.AppendAllText(_files[1], "80000,536-90-4399\n");

        Assert.Equal(21, new CliScene().Run([.. Command, "--operator", "US_SSN=block"]));
        Assert.Equal(["one.csv", "three.csv"], Outputs().Keys);
    }

    [Fact]
    public void FileThatIsCompressed_IsDoneAnew()
    {
        using (var zipped = new GZipStream(File.Create(_files[0] + ".gz"), CompressionLevel.Fastest)) zipped.Write(File.ReadAllBytes(_files[0]));
        _files[0] += ".gz";
        Assert.Equal(0, new CliScene().Run(Command));
        var expected = Outputs();
        foreach (var file in Directory.GetFiles(Clean)) File.Delete(file);
        Interrupt(() => File.Exists(Path.Combine(Clean, "two.csv.aegis-checkpoint")));

        Assert.Equal(0, new CliScene().Run([.. Command, "--resume"]));
        Assert.Equal(["one.csv.gz", "three.csv", "two.csv"], Outputs().Keys);
        Assert.Equal(expected, Outputs());
    }

    [Fact]
    public void RunThatBeginsAnew_BeginsAllOfThemAnew()
    {
        Interrupt(() => File.Exists(Path.Combine(Clean, "two.csv.aegis-checkpoint")));
        using var stopping = new CancellationTokenSource();
        var masked = new CliScene { IsTerminal = true, Time = new WatchedTime(stopping.Cancel) };

        Assert.Equal(130, masked.Run(stopping.Token, [.. Command, "--operator", "mask"]));
        Assert.Contains($"{Path.Combine(Clean, "two.csv.aegis-checkpoint")} is of a run that stopped after 1.", masked.Error, StringComparison.Ordinal);
        Assert.Equal(["one.csv"], Outputs().Keys);
        Assert.Equal(0, new CliScene().Run([.. Command, "--operator", "mask", "--resume"]));
        Assert.All(_files, file => Assert.Contains("*@example.com\n", File.ReadAllText(Path.Combine(Clean, Path.GetFileName(file))), StringComparison.Ordinal));
    }

    [Fact]
    public void CheckpointThatCannotBeWritten_KeepsNoOtherBack()
    {
        Directory.CreateDirectory(Path.Combine(Clean, "one.csv.aegis-checkpoint"));
        var scene = new CliScene();

        Assert.Equal(1, scene.Run(Command));
        Assert.Contains($"error: the checkpoint {Path.Combine(Clean, "one.csv.aegis-checkpoint")} cannot be removed: ", scene.Error, StringComparison.Ordinal);
        Assert.Equal(["three.csv", "two.csv"], Outputs().Keys.Where(name => name.EndsWith(".csv", StringComparison.Ordinal)));
        Assert.True(File.Exists(Report));
    }

    [Fact]
    public void FileThatIsCompressedNow_IsNotTakenForTheOneBefore()
    {
        Interrupt(() => File.Exists(Path.Combine(Clean, "two.csv.aegis-checkpoint")));
        var text = File.ReadAllBytes(_files[1]);
        using (var zipped = new GZipStream(File.Create(_files[1]), CompressionLevel.Fastest)) zipped.Write(text);
        var scene = new CliScene();

        Assert.Equal(1, scene.Run([.. Command, "--resume"]));
        Assert.Contains($"error: {_files[1]} was written since the run that stopped began: {_files[1]} is compressed", scene.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one.csv.aegis-checkpoint")]
    [InlineData("one.csv.aegis-checkpoint.tmp")]
    [InlineData("one.csv.aegis-partial")]
    public void FileWithANameThatProgressNeeds_IsRefused(string name)
    {
        var (scene, other) = (new CliScene(), _folder.File(name, "call ann@acme.com\n"));

        Assert.Equal(64, scene.Run([.. Command, other]));
        Assert.Contains($"error: {Path.Combine(Clean, name)} has the name that the progress of another file of the same command needs; name it otherwise, or leave it out\n", scene.Error, StringComparison.Ordinal);
        Assert.Equal(64, new CliScene().Run("dlp", "redact", _files[0], "--out", Path.Combine(Clean, "one.csv"), "--report", Path.Combine(Clean, name)));
        Assert.Empty(Outputs());
    }

    [Fact]
    public void DraftOfARunThatGoesOn_IsNotDiscarded()
    {
        var output = Path.Combine(Clean, "one.csv");
        using var draft = DraftFile.Create(output, most: null);

        Assert.Contains($"{output} cannot be written: ", Assert.Throws<CliRefusalException>(() => DraftFile.Discard(output)).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(output + DraftFile.Ending));
    }

    [Fact]
    public void NameThatLeavesNoRoomForProgress_IsWrittenWithout()
    {
        var name = $"{new string('n', 240)}.csv";
        _folder.File(name, File.ReadAllText(_files[0]));
        var (file, output) = (Path.Combine(_folder.Path, name), Path.Combine(Clean, name));

        var batch = new CliScene();
        Assert.Equal(0, batch.Run("dlp", "redact", file, "--out-dir", Clean, "--checkpoint", "1"));
        Assert.Contains($"no progress is kept: the name of {output} leaves no room for that of a checkpoint beside it; use a shorter one\n", batch.Error, StringComparison.Ordinal);
        Assert.Equal([name], Outputs().Keys);
        var single = new CliScene();
        Assert.Equal(64, single.Run("dlp", "redact", file, "--out", output, "--checkpoint", "1", "--resume"));
        Assert.Contains($"error: --resume: the name of {output} leaves no room for that of a checkpoint beside it; use a shorter one\n", single.Error, StringComparison.Ordinal);
    }

    private CliScene Interrupt(Func<bool> when)
    {
        using var stopping = new CancellationTokenSource();
        var scene = new CliScene { IsTerminal = true, Time = new WatchedTime(() => { if (when()) stopping.Cancel(); }) };
        Assert.Equal(130, scene.Run(stopping.Token, Command));
        return scene;
    }

    private SortedDictionary<string, string> Outputs() => new(Directory.GetFiles(Clean).ToDictionary(file => Path.GetFileName(file), file => Convert.ToBase64String(File.ReadAllBytes(file))), StringComparer.Ordinal);
}
