using System.Diagnostics;

namespace Aegis.Streams.IntegrationTests.Cli;

/// <summary>Standard outputs as a shell makes them.</summary>
public sealed class ShellOutputTests
{
    [Fact]
    public void FileThatOthersWriteTo_HasEverythingInItsOrder() =>
        Assert.Equal("first\nPath of an intent (12 tasks)\nlast\n", Run("file=$(mktemp); { echo first; $AEGIS topology describe; echo last; } > $file; sed -n '1,2p;$p' $file; rm $file"));

    [Fact]
    public void ReaderThatIsGone_EndsTheVerbAsInterrupted() =>
        Assert.Equal("130\n", Run("errors=$(mktemp); exec 3> >(exec true); wait $!; $AEGIS topology describe >&3 2> $errors; echo $? $(cat $errors); rm $errors"));

    [Fact]
    public void DiskThatIsFull_IsAFaultThatSaysSo() =>
        Assert.Equal("1 error: the output cannot be written: No space left on device\n", Run("errors=$(mktemp); $AEGIS topology describe 2> $errors > /dev/full; echo $? $(cat $errors); rm $errors"));

    private static string Run(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true };
        start.Environment["AEGIS"] = $"dotnet {Path.Combine(AppContext.BaseDirectory, "aegis.dll")}";
        start.Environment["AEGIS_HOME"] = CliCall.Root();
        using var bash = Process.Start(start)!;
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return output;
    }
}
