using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>Command lines and files that are refused, with the way out.</summary>
public sealed class DlpRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "out.csv");

    public void Dispose() => _folder.Dispose();

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
        var (scene, path, link) = (new CliScene(), _folder.File("people.csv", PeopleFile.Text), Path.Combine(_folder.Path, "link.csv"));
        File.CreateSymbolicLink(link, path);

        Assert.Equal(64, scene.Run("dlp", "redact", path, "--out", link));
        Assert.Equal(PeopleFile.Text, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("--mask-keep is for masks of which something may stay, and none was asked for; say --operator mask, or mask an entity such as PHONE", "redact", "--mask-keep", "last=2")]
    [InlineData("--mask-keep must be first=N, last=N or both with a comma between, N from 0 to 4, not `last=9`", "redact", "--operator", "PHONE=mask", "--mask-keep", "last=9")]
    [InlineData("--mask-keep must be first=N, last=N or both with a comma between, N from 0 to 4, not `last`", "redact", "--operator", "mask", "--mask-keep", "last")]
    [InlineData("--mask-keep must be first=N, last=N or both with a comma between, N from 0 to 4, not `last=1,last=1`", "redact", "--operator", "mask", "--mask-keep", "last=1,last=1")]
    [InlineData("--mask-keep must be first=N, last=N or both with a comma between, N from 0 to 4, not `4`", "redact", "--operator", "mask", "--mask-keep", "4")]
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
}
