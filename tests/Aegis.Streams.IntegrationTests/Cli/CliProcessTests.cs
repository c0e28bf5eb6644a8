using System.Text.Json;

namespace Aegis.Streams.IntegrationTests.Cli;

/// <summary>What only a process of its own shows: signals, streams, exit codes.</summary>
public sealed class CliProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-process-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void Up_TellsWhereItAnswersAndStopsInOrderOnASignal(string signal)
    {
        // A shell that starts this in the background has SIGINT ignored, and so has every process below it.
        var ignored = Convert.ToInt64(File.ReadLines("/proc/self/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim(), 16);
        Assert.SkipWhen(signal == "INT" && (ignored & 2) != 0, "SIGINT is ignored here; run the tests in the foreground.");
        using var up = Start("up", "--embedded");
        up.Error.WaitFor("RUNNING\n");
        var address = Path.Combine(_folder.FullName, "embedded.json");
        using (var announced = JsonDocument.Parse(File.ReadAllText(address))) Assert.Equal(up.ProcessId, announced.RootElement.GetProperty("pid").GetInt32());

        up.Signal(signal);

        Assert.Equal(0, up.ExitCode());
        Assert.EndsWith("NOT_RUNNING\n", up.Error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(address));
        Assert.Empty(up.Output.ToString());
        Assert.DoesNotContain('\e', up.Error.ToString());
    }

    [Fact]
    public void SigtermWhileRestoring_StopsInOrder()
    {
        using var up = Start("up", "--embedded");
        up.Error.WaitFor("RESTORING\n");

        up.Signal("TERM");

        Assert.Equal(0, up.ExitCode());
        Assert.EndsWith("NOT_RUNNING\n", up.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void JsonLogs_AreOneObjectALine()
    {
        using var up = Start("up", "--embedded", "--log-format", "json");
        up.Error.WaitFor("\"message\":\"RUNNING\"");

        up.Signal("TERM");

        Assert.Equal(0, up.ExitCode());
        var lines = up.Error.ToString().TrimEnd().Split('\n').Where(line => !line.StartsWith("warning:", StringComparison.Ordinal) && !line.StartsWith("stopping", StringComparison.Ordinal));
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void AddressOfAKilledInstance_IsNotUsed()
    {
        using var up = Start("up", "--embedded");
        up.Error.WaitFor("RUNNING\n");
        up.Signal("KILL");
        up.ExitCode();
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "embedded.json")));

        using var watch = Start("watch");

        Assert.Equal(69, watch.ExitCode());
        Assert.StartsWith("error: no cluster was named and no embedded instance runs in ", watch.Error.ToString(), StringComparison.Ordinal);
        using var again = Start("up", "--embedded");
        again.Error.WaitFor("RUNNING\n");
    }

    [Fact]
    public void WrongUsage_IsOnTheErrorStream()
    {
        using var wrong = new CliProcess("watch", "--count", "many");

        Assert.Equal(64, wrong.ExitCode());
        Assert.Equal("error: --count must be a whole number of 1 and up, not `many`\nsee `aegis watch --help`\n", wrong.Error.ToString());
        Assert.Empty(wrong.Output.ToString());
    }

    private CliProcess Start(params string[] args) => new([.. args, "--state-dir", _folder.FullName]);
}
