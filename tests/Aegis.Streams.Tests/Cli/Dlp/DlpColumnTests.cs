namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>What columns hold, as `--columns` and their names say.</summary>
public sealed class DlpColumnTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "out.csv");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ref=ssn", "a,[US_SSN]\n")]
    [InlineData("REF=ssn, id=none", "a,[US_SSN]\n")]
    [InlineData("2=ssn", "a,[US_SSN]\n")]
    [InlineData("2=none", "a,512437781\n")]
    public void Columns_SayWhatTheirNamesDoNot(string columns, string row)
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("dlp", "redact", _folder.File("refs.csv", "id,ref\na,512437781\n"), "--columns", columns, "--out", Target));
        Assert.Equal("id,ref\n" + row, File.ReadAllText(Target));
    }

    [Fact]
    public void Columns_HaveNumbersWhereThereIsNoHeader()
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("dlp", "redact", _folder.File("refs.csv", "512437781,512437781\n512437781,512437781\n"), "--no-header", "--format", "csv", "--columns", "2=ssn", "--out", Target));
        Assert.Equal("512437781,[US_SSN]\n512437781,[US_SSN]\n", File.ReadAllText(Target));
    }

    [Theory]
    [InlineData("--columns: refs.csv has no column `tax`; it has 2, named in its first record", "tax=ssn")]
    [InlineData("--columns: refs.csv has no column `3`; it has 2, named in its first record", "3=ssn")]
    [InlineData("--columns: `ref` is not COLUMN=MEANING, such as `ref=phone`", "ref")]
    [InlineData("--columns: `snn` says nothing of what a column holds; say it as a header would", "ref=snn")]
    [InlineData("--columns: `2` is named twice", "ref=ssn,2=phone")]
    [InlineData("--columns: refs.csv has no header, so `ref` names no column; give its number, from 1", "ref=ssn", "--no-header")]
    [InlineData("--columns: refs.csv is not scanned as delimited values, so it has no columns; say --format csv if it is", "ref=ssn", "--format", "text")]
    public void WrongColumns_Exit64(string message, string columns, params string[] options)
    {
        var scene = new CliScene();

        Assert.Equal(64, scene.Run(["dlp", "scan", _folder.File("refs.csv", "id,ref\na,512437781\n"), "--columns", columns, .. options]));
        Assert.Contains(message, scene.Error.Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
