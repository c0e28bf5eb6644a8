using System.Text;
using Aegis.Streams.Cli.Tables;

namespace Aegis.Streams.Tests.Cli.Tables;

public sealed class LineReaderTests
{
    [Fact]
    public void MarkCrLfEmptyLinesAndNoLastLineEnd_GiveTheLinesWithoutThem() =>
        Assert.Equal(["1 first", "2 second", "3 ", "4 fourth"], Read("\uFEFFfirst\r\nsecond\n\r\nfourth"));

    [Fact]
    public void EmptyFile_HasNoLine() => Assert.Empty(Read(""));

    [Fact]
    public void LineLongerThanAllowed_GivesItsStartAndTheNextLinesWhole() =>
        Assert.Equal(["1 abcdefgh", "2 01234567 too long", "3 klm", "4 01234567 too long"], Read("abcdefgh\n012345678\nklm\n0123456789012345678901234567890123456789"));

    [Fact]
    public void LinesAcrossTheBuffer_AreWhole()
    {
        var text = string.Join('\n', Enumerable.Range(0, 500).Select(number => new string('x', number)));

        Assert.Equal(Enumerable.Range(0, 500).Select(number => $"{number + 1} {new string('x', number)}"), Read(text, maxBytes: 1000));
    }

    private static List<string> Read(string text, int maxBytes = 8)
    {
        var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), maxBytes);
        var lines = new List<string>();
        while (reader.TryRead(out var line)) lines.Add($"{reader.Number} {Encoding.UTF8.GetString(line.Span)}{(reader.IsTooLong ? " too long" : "")}");
        return lines;
    }
}
