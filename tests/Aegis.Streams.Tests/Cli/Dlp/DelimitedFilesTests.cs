using System.Text;

namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>Delimited values as people have them, through the command line.</summary>
public sealed class DelimitedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "out.csv");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sep=;\nname;ssn\njane;512437781", "sep=;\nname;ssn\njane;[US_SSN]")]
    [InlineData("sep=|\r\nname|ssn\r\njane|512437781\r\n", "sep=|\r\nname|ssn\r\njane|[US_SSN]\r\n")]
    [InlineData("Customers of jane@acme.example\nname;ssn\njane;512437781\n", "Customers of [EMAIL]\nname;ssn\njane;[US_SSN]\n")]
    [InlineData("\n\nname,ssn\njane,512437781\n", "\n\nname,ssn\njane,[US_SSN]\n")]
    [InlineData("# export, of May\nname,ssn\njane,512437781\n", "# export, of May\nname,ssn\njane,[US_SSN]\n")]
    [InlineData("name,ssn\rjane,512437781\rbob,512437782\r", "name,ssn\rjane,[US_SSN]\rbob,[US_SSN]\r")]
    [InlineData("name,ssn,city\njane,512437781\nbob,512437782,,\n", "name,ssn,city\njane,[US_SSN]\nbob,[US_SSN],,\n")]
    public void DialectsOfSpreadsheets_AreRedactedByTheirColumns(string content, string expected)
    {
        foreach (var name in (string[])["people.csv", "people"])
        {
            var scene = new CliScene();

            Assert.Equal(0, scene.Run("dlp", "redact", _folder.File(name, content), "--out", Target));
            Assert.Equal(expected, File.ReadAllText(Target));
        }
    }

    [Fact]
    public void RecordWithMoreCells_EndsRedactWith1AndScanWith2()
    {
        var (scene, path) = (new CliScene(), _folder.File("people.csv", "name,ssn\njane,doe,512437781\nbob,512437782\n"));

        Assert.Equal(1, scene.Run("dlp", "redact", path, "--out", Target));
        Assert.Equal($"error: {path}: line 2 has more or fewer cells than the header, so what it holds cannot be told and nothing was written; name a file for such lines with --bad-rows\n", scene.Error);
        Assert.Equal(2, scene.Run("dlp", "scan", path));
        Assert.Contains("incomplete: 1 line could not be read as csv, first 2\n1 of these has more or fewer cells than the header, so that the columns say nothing of them\n", scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void FileWhoseColumnsNoRecordNames_IsIncompleteUntilSomebodySaysWhatToDo()
    {
        var path = _folder.File("people.csv", "jane,512437781\nbob,512437782\n");
        var (scan, redact, named, without, line) = (new CliScene(), new CliScene(), new CliScene(), new CliScene(), new CliScene());

        Assert.Equal(2, scan.Run("dlp", "scan", path));
        Assert.Contains("incomplete: no record names the columns, so what only a name tells, such as a social security number without hyphens, was not found; name columns by their numbers (--columns 1=email,2=ssn), say on which line their names stand (--header 3), or say --no-header if none holds such\n", scan.Output, StringComparison.Ordinal);
        Assert.Equal(1, redact.Run("dlp", "redact", path, "--out", Target));
        Assert.StartsWith($"error: {path} has no record that names its columns, so that what only a name tells, such as a social security number without hyphens, could pass, and nothing was written; name columns by their numbers", redact.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
        Assert.Equal(20, named.Run("dlp", "scan", path, "--columns", "2=ssn"));
        Assert.Equal(0, without.Run("dlp", "scan", path, "--no-header"));
        Assert.Contains("no record names the columns, so what only a name tells was not looked for; --columns names them\n", without.Output, StringComparison.Ordinal);
        Assert.Equal(0, line.Run("dlp", "scan", path, "--header", "1"));
    }

    [Fact]
    public void RecordsWithoutAHeader_MustHaveAsManyCellsWhereColumnsAreNamed()
    {
        var (scene, bad) = (new CliScene(), Path.Combine(_folder.Path, "bad.csv"));

        Assert.Equal(2, scene.Run("dlp", "redact", _folder.File("people.csv", "jane,512437781\nbob,x,512437782\nann,512437783\n"), "--columns", "2=ssn", "--out", Target, "--bad-rows", bad));
        Assert.Equal(("jane,[US_SSN]\nann,[US_SSN]\n", "bob,x,512437782\n"), (File.ReadAllText(Target), File.ReadAllText(bad)));
    }

    [Theory]
    [InlineData(64, "--delimiter: with `,` the first record of people.csv is one cell, and `;` stands in its records; say --delimiter ';', or say --format text", "name;ssn\njane;512437781\n", "--delimiter", ",")]
    [InlineData(1, "people.csv has one cell in its first record, and `^` stands in its records; convert it to comma, semicolon, tab or bar, or say --format text", "name^ssn\njane^512437781\n")]
    [InlineData(1, "people.csv says in its first line that `^` stands between cells, which is not read; convert it to comma, semicolon, tab or bar, or take that line away and say --delimiter", "sep=^\nname^ssn\njane^512437781\n")]
    [InlineData(64, "--delimiter says that `,` stands between cells, and the first line of people.csv that `;` does; leave --delimiter out, or take that line away", "sep=;\nname;ssn\n", "--delimiter", ",")]
    [InlineData(64, "--header: no record starts on line 9 of people.csv, or not within its first 64 KiB and forty records", "name,ssn\njane,512437781\n", "--header", "9")]
    [InlineData(64, "--no-header says that there is no header, and --header where it is; say one of them", "name,ssn\n", "--header", "1", "--no-header")]
    [InlineData(64, "--no-header is for delimited values, and --format text says that there are none; leave one of them out", "name,ssn\n", "--format", "text", "--no-header")]
    [InlineData(64, "--delimiter is for delimited values, and --format jsonl says that there are none; leave one of them out", "name,ssn\n", "--format", "jsonl", "--delimiter", ";")]
    public void WhatDoesNotFitTheFile_IsRefused(int exit, string message, string content, params string[] options)
    {
        var scene = new CliScene();

        Assert.Equal(exit, scene.Run(["dlp", "scan", _folder.File("people.csv", content), .. options]));
        Assert.StartsWith($"error: {message}\n", scene.Error.Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void FirstRecordsOfValues_AreShownByTheirNumbers()
    {
        var scene = new CliScene { Input = new MemoryStream(Encoding.UTF8.GetBytes("512437781,x\njane@acme.example,y\n")) };

        Assert.Equal(20, scene.Run("dlp", "scan", "-", "--format", "csv", "--header", "1"));
        Assert.Contains("EMAIL   column 1 ", scene.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("512437781", scene.Output, StringComparison.Ordinal);
    }
}
