using System.Text;
using Aegis.Streams.Cli;
using Aegis.Streams.Cli.Policies;

namespace Aegis.Streams.Tests.Cli.Policies;

public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FileThatIsNotThereYet_IsMade()
    {
        var file = Path.Combine(_folder.Path, "p.yaml");

        OutputFile.Replace(file, "new"u8);

        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void WriterThatThrows_LeavesTheOldContentAndNothingElse()
    {
        var file = _folder.File("p.yaml", "old");

        Assert.Throws<OperationCanceledException>(() => OutputFile.Replace(file, stream =>
        {
            stream.Write("new"u8);
            throw new OperationCanceledException();
        }));

        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void WhoeverReadsMeanwhile_ReadsTheOldContentToItsEnd()
    {
        var file = _folder.File("p.yaml", "the old content");
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

        OutputFile.Replace(file, "new"u8);

        Assert.Equal("the old content", reader.ReadToEnd());
        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void ReaderThatNeverStops_NeverSeesHalfAFile()
    {
        byte[][] contents = [Encoding.ASCII.GetBytes(new string('a', 1 << 20)), Encoding.ASCII.GetBytes(new string('b', 1 << 19))];
        var file = _folder.File("p.yaml", Encoding.ASCII.GetString(contents[1]));
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 60; i++) OutputFile.Replace(file, contents[i % 2]);
        });

        while (!writing.IsCompleted)
        {
            var seen = File.ReadAllBytes(file);
            Assert.True(contents.Any(content => content.AsSpan().SequenceEqual(seen)), $"{seen.Length} bytes were seen.");
        }

        Assert.Null(writing.Exception);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    public void File_KeepsItsMode(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows()) return;
        var file = _folder.File("p.yaml", "old");
        File.SetUnixFileMode(file, mode);

        OutputFile.Replace(file, "new"u8);

        Assert.Equal(mode, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Link_StaysALinkToTheNewContent()
    {
        if (OperatingSystem.IsWindows()) return;
        var (file, link) = (_folder.File("p.yaml", "old"), Path.Combine(_folder.Path, "link.yaml"));
        File.CreateSymbolicLink(link, file);

        OutputFile.Replace(link, "new"u8);

        Assert.Equal(file, new FileInfo(link).LinkTarget);
        Assert.Equal("new", File.ReadAllText(file));
    }

    [Fact]
    public void WhatCannotBeReplaced_IsRefusedAndNothingIsLeft()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "p.yaml")).FullName;

        var refusal = Assert.Throws<CliRefusalException>(() => OutputFile.Replace(folder, "new"u8));

        Assert.StartsWith($"{folder} cannot be written: ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([folder], Directory.GetFileSystemEntries(_folder.Path));
    }
}
