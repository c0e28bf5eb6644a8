using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Tests.Cli.Dlp;

public sealed class DlpVerbTests : IDisposable
{
    private const string People = "id,mail,note\n1,jane.doe@example.com,hello\n2,bob@example.org,\"call +1 415\n555 0132\"\n";
    private const string Redacted = "id,mail,note\n1,[EMAIL],hello\n2,[EMAIL],\"call [PHONE]\"\n";
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
        var scene = new CliScene { Input = new MemoryStream(Encoding.UTF8.GetBytes(People)) };

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

    [Fact]
    public void Report_HoldsCountsDigestsAndNoValue()
    {
        var (scene, report) = (new CliScene(), Path.Combine(_folder.Path, "report.json"));

        Assert.Equal(20, scene.Run("dlp", "scan", _folder.File("people.csv", People), "--report", report, "--json", "--threads", "1", "--entities", "email"));
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

        Assert.Equal(0, scene.Run("dlp", "redact", _folder.File("people.csv", People), "--out", Target));
        Assert.Equal(Redacted, File.ReadAllText(Target));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void RedactToTheStandardOutput_KeepsTheSummaryApart()
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("dlp", "redact", _folder.File("people.csv", People)));
        Assert.Equal(Redacted, Encoding.UTF8.GetString(scene.Bytes.ToArray()));
        Assert.Empty(scene.Output);
        Assert.Contains("3 findings in 2 records of csv, 83 bytes\n", scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_IsReadByItsContentAndWrittenByItsName()
    {
        var (scene, zipped) = (new CliScene(), Path.Combine(_folder.Path, "people.csv"));
        using (var stream = new GZipStream(File.Create(zipped), CompressionLevel.Fastest)) stream.Write(Encoding.UTF8.GetBytes(People));

        Assert.Equal(0, scene.Run("dlp", "redact", zipped, "--out", Target));
        Assert.Equal(0, scene.Run("dlp", "redact", zipped, "--out", $"{Target}.gz"));
        Assert.Equal(Redacted, File.ReadAllText(Target));
        using var unzipped = new StreamReader(new GZipStream(File.OpenRead($"{Target}.gz"), CompressionMode.Decompress));
        Assert.Equal(Redacted, unzipped.ReadToEnd());
    }

    [Theory]
    [InlineData(1, "", "it is cut off or damaged")]
    [InlineData(8, "", "it is cut off or damaged")]
    [InlineData(30, "", "it is cut off or damaged")]
    [InlineData(8, "AAAABBBB", "it is cut off or damaged")]
    [InlineData(0, "mail bob@example.org", "something else follows the compressed data")]
    public void GzipThatIsNotWhole_Exits1AndWritesNothing(int cut, string added, string reason)
    {
        var (scene, zipped) = (new CliScene(), Path.Combine(_folder.Path, "n.txt.gz"));
        File.WriteAllBytes(zipped, [.. Zipped(People)[..^cut], .. Encoding.UTF8.GetBytes(added)]);

        Assert.Equal(1, scene.Run("dlp", "redact", zipped, "--out", Target));
        Assert.Equal($"error: {zipped} is no whole gzip file: {reason}\n", scene.Error);
        Assert.Single(Directory.GetFiles(_folder.Path));
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
    public void GzipWithEmptyMembers_IsReadWhole()
    {
        // As bgzip ends its files: an empty member with a field of its own.
        byte[] end = [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, 0x42, 0x43, 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var scene = new CliScene { Input = new MemoryStream([.. empty, .. Zipped("a@example.com\n"), .. empty, .. Zipped("b@example.com\n"), .. end]) };

        Assert.Equal(0, scene.Run("dlp", "redact", "-", "--format", "text", "-q"));
        Assert.Equal("[EMAIL]\n[EMAIL]\n", Encoding.UTF8.GetString(scene.Bytes.ToArray()));
        Assert.Equal(0, new CliScene { Input = new MemoryStream(empty) }.Run("dlp", "scan", "-"));
    }

    [Fact]
    public void OutputIsNeverOpenToMoreThanItsInput()
    {
        if (OperatingSystem.IsWindows()) return;
        var (path, existing) = (_folder.File("people.csv", People), Path.Combine(_folder.Path, "open.csv"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(existing, "old");
        File.SetUnixFileMode(existing, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Assert.Equal(0, new CliScene().Run("dlp", "redact", path, "--out", Target));
        Assert.Equal(0, new CliScene().Run("dlp", "redact", path, "--out", existing));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(existing));
    }

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
    public void KeyThatIsANumber_IsNotShown()
    {
        var scene = new CliScene();

        Assert.Equal(20, scene.Run("dlp", "scan", _folder.File("calls.jsonl", "{\"512437781\":{\"mail\":\"a@example.com\"}}\n")));
        Assert.Contains("EMAIL   *.mail ", scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void GzipOfSeveralMembers_IsReadWhole()
    {
        var scene = new CliScene { Input = new MemoryStream([.. Zipped("a@example.com\n"), .. Zipped("b@example.com\n")]) };

        Assert.Equal(0, scene.Run("dlp", "redact", "-", "--format", "text", "-q"));
        Assert.Equal("[EMAIL]\n[EMAIL]\n", Encoding.UTF8.GetString(scene.Bytes.ToArray()));
    }

    [Fact]
    public void RedactThatBlocks_Exits21AndLeavesTheOldFile()
    {
        var scene = new CliScene();
        File.WriteAllText(Target, "old");

        Assert.Equal(21, scene.Run("dlp", "redact", _folder.File("people.csv", People), "--out", Target, "--operator", "PHONE=block", "--operator", "mask"));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal($"error: {_folder.Path}/people.csv must not pass: 1 finding of what --operator blocks; what {Target} was before stays\n", scene.Error);
        Assert.Contains("blocked: 1 finding must not pass\n", scene.Output, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Theory]
    [InlineData("a,b\n1,2\n512-4\u00ff3-7781,x\n", "line 3 is not")]
    [InlineData("a,b\n512-43\0-7781,x\n", "has zero bytes")]
    public void WhatIsNoText_IsRefused(string text, string reason)
    {
        var (scene, path) = (new CliScene(), Path.Combine(_folder.Path, "latin.csv"));
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(text));

        Assert.Equal(1, scene.Run("dlp", "redact", path, "--out", Target));
        Assert.Contains(reason, scene.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void OutputThatIsALinkToTheInput_IsRefused()
    {
        var (scene, path, link) = (new CliScene(), _folder.File("people.csv", People), Path.Combine(_folder.Path, "link.csv"));
        File.CreateSymbolicLink(link, path);

        Assert.Equal(64, scene.Run("dlp", "redact", path, "--out", link));
        Assert.Equal(People, File.ReadAllText(path));
    }

    [Fact]
    public void WhatBlocks_BlocksUnderAnotherFindingToo()
    {
        var (scene, encoded) = (new CliScene(), Convert.ToBase64String("ann@acme.example 512-43-7781"u8));

        Assert.Equal(21, scene.Run("dlp", "redact", _folder.File("note.txt", $"see {encoded} there\n"), "--out", Target, "--operator", "US_SSN=block"));
        Assert.False(File.Exists(Target));
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

        Assert.Equal(0, scene.Run("dlp", "redact", _folder.File("people.csv", People), "--out", Target, "--dry-run", "--json"));
        Assert.Equal((3, 0), (JsonDocument.Parse(scene.Output).RootElement.GetProperty("findings").GetInt32(), JsonDocument.Parse(scene.Output).RootElement.GetProperty("blocked").GetInt32()));
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
    [InlineData("last=1,first=3", "+1 41* *** ***9")]
    public void MaskKeep_SaysWhatStays(string keep, string masked)
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("dlp", "redact", _folder.File("n.txt", "+1 415 226 0199\n"), "--operator", "mask", "--mask-keep", keep, "-q"));
        Assert.Equal($"{masked}\n", Encoding.UTF8.GetString(scene.Bytes.ToArray()));
    }

    [Theory]
    [InlineData("--mask-keep is for masks, which were not asked for; say --operator mask", "redact", "--mask-keep", "last=2")]
    [InlineData("--mask-keep must be first=N, last=N or both with a comma between, N from 0 to 6, not `last=9`", "redact", "--operator", "EMAIL=mask", "--mask-keep", "last=9")]
    [InlineData("--mask-keep must be first=N, last=N or both with a comma between, N from 0 to 6, not `last`", "redact", "--operator", "mask", "--mask-keep", "last")]
    [InlineData("--mask-keep must be first=N, last=N or both with a comma between, N from 0 to 6, not `last=1,last=1`", "redact", "--operator", "mask", "--mask-keep", "last=1,last=1")]
    [InlineData("--mask-keep must be first=N, last=N or both with a comma between, N from 0 to 6, not `4`", "redact", "--operator", "mask", "--mask-keep", "4")]
    [InlineData("--operator hash needs a key, or anybody could try all values; make one with `openssl rand -hex 32` and name its file with --key-file", "redact", "--operator", "hash")]
    [InlineData("--operator must be replace or numbered or mask or hash or block or drop, not `erase`", "redact", "--operator", "erase")]
    [InlineData("--operator says what becomes of PHONE, which is not looked for; add it to --entities, or say --include-weak if its shape is weak", "redact", "--entities", "EMAIL", "--operator", "PHONE=mask")]
    [InlineData("--bad-rows names a file: the standard output is for the redacted data or the summary", "redact", "--bad-rows", "-")]
    [InlineData("--threshold must be a whole number from 0 to 100, not `101`", "scan", "--threshold", "101")]
    [InlineData("--json needs --out, --out-dir or --dry-run: the standard output is the redacted data; --report writes the same to a file", "redact", "--json")]
    public void WrongOptions_Exit64(string message, string verb, params string[] options)
    {
        var scene = new CliScene();

        Assert.Equal(64, scene.Run(["dlp", verb, _folder.File("a.txt", "a"), .. options]));
        Assert.StartsWith($"error: {message}\n", scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownEntity_Exits64AndNamesThoseThatThereAre()
    {
        var scene = new CliScene();

        Assert.Equal(64, scene.Run("dlp", "scan", _folder.File("a.txt", "a"), "--entities", "EMAIL,PHON"));
        Assert.StartsWith("error: --entities: there is no entity `PHON`; there are EMAIL, CREDIT_CARD, ", scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ShortKey_IsRefused()
    {
        var (scene, key) = (new CliScene(), _folder.File("key", "0123456789\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead);

        Assert.Equal(1, scene.Run("dlp", "redact", _folder.File("n.txt", "a\n"), "--operator", "hash", "--key-file", key));
        Assert.Equal($"error: the key file {key} has 10 bytes, and hashes need 16 or more; make one with `openssl rand -hex 32`\n", scene.Error);
    }

    [Fact]
    public void OutputOverTheInput_IsRefused()
    {
        var (scene, path) = (new CliScene(), _folder.File("n.txt", "a\n"));

        Assert.Equal(64, scene.Run("dlp", "redact", path, "--out", path));
        Assert.StartsWith($"error: --out must not be another file of the same command: {path}\n", scene.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a;b;c\n1;2;3\n", "csv")]
    [InlineData("{\"a\":1}\n{\"a\":2}\n", "jsonl")]
    [InlineData("Dear Anna, hello.\nWe called, twice.\n", "text")]
    public void FormatWithoutAnEnding_IsToldFromTheContent(string content, string format)
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("dlp", "scan", _folder.File("file", content), "--json"));
        Assert.Equal(format, JsonDocument.Parse(scene.Output).RootElement.GetProperty("format").GetString());
    }

    [Theory]
    [InlineData("{\n  \"a\": 1\n}\n", "begins as one JSON text over several lines, of which keys and values could not be told apart; write it as JSON Lines (`jq -c .`), or say --format text")]
    [InlineData("[\n{\"a\":1}]\n", "begins as one JSON text over several lines, of which keys and values could not be told apart; write it as JSON Lines (`jq -c '.[]'`), or say --format text")]
    [InlineData("a\0b\0", "is no text in UTF-8: it has zero bytes, as UTF-16 and files of programs have; convert it first (`iconv -f UTF-16 -t UTF-8`)")]
    public void FileThatCannotBeTold_IsRefused(string content, string message)
    {
        var scene = new CliScene();

        Assert.Equal(1, scene.Run("dlp", "scan", _folder.File("file", content)));
        Assert.Equal($"error: {_folder.Path}/file {message}\n", scene.Error);
    }

    private static byte[] Zipped(string text)
    {
        var bytes = new MemoryStream();
        using (var stream = new GZipStream(bytes, CompressionLevel.Fastest)) stream.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
