using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>`aegis dlp scan` and `aegis dlp redact` of one file.</summary>
public sealed class DlpVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "out.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ScanOfCleanFile_Exits0()
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("dlp", "scan", _folder.File("clean.csv", "a,b\n1,2\n")));
        Assert.Equal($"{Path.Combine(_folder.Path, "clean.csv")}: nothing found in 1 record of csv, 8 bytes\n", scene.Output);
        Assert.Empty(scene.Error);
    }

    [Fact]
    public void ScanThatFinds_Exits20AndShowsCountsAndMaskedSamples()
    {
        var scene = new CliScene { Input = new MemoryStream(Encoding.UTF8.GetBytes(PeopleFile.Text)) };

        Assert.Equal(20, scene.Run("dlp", "scan", "-"));
        Assert.Equal(
            """
            standard input: 3 findings in 2 records of csv, 83 bytes
            ENTITY  PLACE  COUNT  RESERVED  HIDDEN  CONFIDENCE  SAMPLE
            EMAIL   mail       2         0       0  100         j******************m
            PHONE   note       1         1       0  70          **************2

            """,
            scene.Output);
    }

    [Fact]
    public void Report_HoldsCountsDigestsAndNoValue()
    {
        var (scene, report) = (new CliScene(), Path.Combine(_folder.Path, "report.json"));

        Assert.Equal(20, scene.Run("dlp", "scan", _folder.File("people.csv", PeopleFile.Text), "--report", report, "--json", "--threads", "1", "--entities", "email"));
        var text = File.ReadAllText(report);
        using var json = JsonDocument.Parse(text);
        Assert.DoesNotContain("jane", text, StringComparison.Ordinal);
        Assert.Equal(1, json.RootElement.GetProperty("version").GetInt32());
        var file = json.RootElement.GetProperty("files")[0];
        Assert.Equal(
            """{"file":"FOLDER/people.csv","verdict":"found","complete":true,"format":"csv","bytes":83,"sha256":"549007fc9e9867d87293dcb0d1cb769cbc26e85a01211cd0409ea67059edd14f","threshold":60,"records":2,"bad_rows":0,"bad_lines":[],"findings":2,"groups":[{"entity":"EMAIL","place":"mail","count":2,"reserved":0,"hidden":0,"encoded":0,"least_confidence":100,"most_confidence":100,"samples":["j******************m","b*************g"]}],"confidence":{"100":2}}""".Replace("FOLDER", _folder.Path, StringComparison.Ordinal),
            scene.Output.TrimEnd('\n'));
        Assert.Equal(scene.Output.TrimEnd('\n'), JsonSerializer.Serialize(file));
    }

    [Fact]
    public void Redact_WritesTheFileAgain()
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("dlp", "redact", _folder.File("people.csv", PeopleFile.Text), "--out", Target));
        Assert.Equal(PeopleFile.Redacted, File.ReadAllText(Target));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void RedactToTheStandardOutput_KeepsTheSummaryApart()
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("dlp", "redact", _folder.File("people.csv", PeopleFile.Text)));
        Assert.Equal(PeopleFile.Redacted, Encoding.UTF8.GetString(scene.Bytes.ToArray()));
        Assert.Empty(scene.Output);
        Assert.Contains("3 findings in 2 records of csv, 83 bytes\n", scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void SignalToEnd_LeavesNoHalfFileAndSaysSo()
    {
        using var stopping = new CancellationTokenSource();
        var scene = new CliScene { Input = new EndlessRows(stopping, after: 20) };

        Assert.NotEqual(0, scene.Run(stopping.Token, "dlp", "redact", "-", "--format", "csv", "--out", Target));
        Assert.Equal($"error: interrupted: {Target} was not written, and what there was of it is removed\n", scene.Error);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void OutputIsNeverOpenToMoreThanItsInput()
    {
        if (OperatingSystem.IsWindows()) return;
        var (path, existing) = (_folder.File("people.csv", PeopleFile.Text), Path.Combine(_folder.Path, "open.csv"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(existing, "old");
        File.SetUnixFileMode(existing, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Assert.Equal(0, new CliScene().Run("dlp", "redact", path, "--out", Target));
        Assert.Equal(0, new CliScene().Run("dlp", "redact", path, "--out", existing));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(existing));
    }

    [Theory]
    [InlineData("{\"ssn\":0512437781}\n")]
    [InlineData("{\"a\":\"x\ty\"}\n")]
    [InlineData("{\"a\":1}{\"b\":2}\n")]
    public void LineThatOnlySomeReadersTakeForJson_IsABadRow(string line)
    {
        var scene = new CliScene();

        Assert.Equal(2, scene.Run("dlp", "scan", _folder.File("calls.jsonl", "{\"a\":1}\r" + line)));
        Assert.Contains("nothing found in 1 record of jsonl", scene.Output, StringComparison.Ordinal);
        Assert.Contains("incomplete: 1 line could not be read as jsonl, first 2\n", scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void LineThatIsNoJson_EndsRedactWith1AndItsNumber()
    {
        var scene = new CliScene();

        Assert.Equal(1, scene.Run("dlp", "redact", _folder.File("calls.jsonl", "{\"a\":1}\nno secret123\n"), "--out", Target));
        Assert.Equal($"error: {_folder.Path}/calls.jsonl: line 2 is no JSON text, so what it holds cannot be told and nothing was written; name a file for such lines with --bad-rows\n", scene.Error);
        Assert.Empty(scene.Output);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void BadRows_AreSetAsideAndExitWith2()
    {
        var (scene, bad) = (new CliScene(), Path.Combine(_folder.Path, "bad.txt"));

        Assert.Equal(2, scene.Run("dlp", "redact", _folder.File("people.csv", "a,mail\n1,\"x\n2,b@example.org\n"), "--out", Target, "--bad-rows", bad));
        Assert.Equal("a,mail\n2,[EMAIL]\n", File.ReadAllText(Target));
        Assert.Equal("1,\"x\n", File.ReadAllText(bad));
        Assert.Contains("incomplete: 1 line could not be read as csv, first 2\n", scene.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(bad));
    }

    [Fact]
    public void ScanOfBadRows_Exits2()
    {
        var scene = new CliScene();

        Assert.Equal(2, scene.Run("dlp", "scan", _folder.File("calls.jsonl", "{\"a\":1}\nmail a@example.com\n")));
        Assert.Contains("EMAIL   (bad row)", scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void DryRun_CountsAndWritesNothing()
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("dlp", "redact", _folder.File("people.csv", PeopleFile.Text), "--out", Target, "--dry-run", "--json"));
        Assert.Equal((3, 0), (JsonDocument.Parse(scene.Output).RootElement.GetProperty("findings").GetInt32(), JsonDocument.Parse(scene.Output).RootElement.GetProperty("blocked").GetInt32()));
        Assert.False(File.Exists(Target));
    }
}
