using System.Text;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Tests.Dlp.Streaming;

public sealed class RecordSplitterTests
{
    [Theory]
    [InlineData(RecordFormat.Text)]
    [InlineData(RecordFormat.Csv)]
    [InlineData(RecordFormat.JsonLines)]
    public void AnyReading_GivesTheSameWindowsAndAllBytes(RecordFormat format)
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var bytes = RandomRecords.Make(format, random);
            var window = 1 << random.Next(3, 10);
            var options = RandomRecords.Cut(format, bytes) with { WindowBytes = window, LongestRecordBytes = window << random.Next(4) };
            var expected = Split(new MemoryStream(bytes), options);

            Assert.True(bytes.AsSpan().SequenceEqual(expected.SelectMany(piece => piece.Own).ToArray()), $"seed {seed}: bytes are lost");
            Assert.True(expected.SequenceEqual(Split(new ChunkedStream(bytes, random, 1 << random.Next(12)), options)), $"seed {seed}: windows differ");
        }
    }

    [Fact]
    public void QuotedLineEnd_EndsNoWindow() =>
        Assert.Equal(
            ["Header 1: a,b\n", "Records 2: 1,\"x\ny\"\n", "Records 4: 2,z\"\n", "Records 5: \"\"\"\n\",3\n"],
            Csv("a,b\n1,\"x\ny\"\n2,z\"\n\"\"\"\n\",3\n", windowBytes: 4));

    [Fact]
    public void QuoteThatIsNotClosed_IsABadRowOfItsLineAlone() =>
        Assert.Equal(["Header 1: a,b\n", "Records 2: 1,2\n", "BadRow 3: 3,\"4\n", "Records 4: 5,6\n7,8"], Csv("a,b\n1,2\n3,\"4\n5,6\n7,8", windowBytes: 100));

    [Fact]
    public void QuoteThatIsClosedTooLate_IsABadRowOfItsLineAlone() =>
        Assert.Equal(["Header 1: a,b\n", "BadRow 2: 1,\"2\n", "Records 3: 3,45678901234\n", "Records 4: 5,\"6\"\n"], Csv("a,b\n1,\"2\n3,45678901234\n5,\"6\"\n", windowBytes: 12, longest: 16));

    [Fact]
    public void LineLongerThanARecord_IsBadInPieces()
    {
        var options = new SplitOptions { Format = RecordFormat.JsonLines, WindowBytes = 8, LongestRecordBytes = 16 };

        Assert.Equal(
            ["Records 1: {}\n", "BadRow 2: aaaaaaaa", "BadRest 2: aaaaaaaa", "BadRest 2: aaaa\n", "Records 3: {}\n"],
            Shown(Split(Stream($"{{}}\n{new string('a', 20)}\n{{}}\n"), options)));
    }

    [Fact]
    public void Text_SeesHalfAKilobyteOfItsNeighboursToTheLineEnd()
    {
        var line = new string('x', 299) + "\n";
        var windows = Split(Stream(string.Concat(Enumerable.Repeat(line, 10))), new SplitOptions { WindowBytes = 1000 });

        Assert.Equal([(0, 0, 1200, 1800), (600, 600, 1800, 2400), (1800, 600, 1200, 1200)], windows.Select(window => ((int)window.Offset, window.OwnStart, window.OwnEnd, window.Text)));
    }

    [Fact]
    public void Text_DoesNotCutAPrivateKey()
    {
        var key = $"-----BEGIN {"PRIVATE"} KEY-----\n{string.Concat(Enumerable.Repeat(new string('k', 64) + "\n", 50))}-----END {"PRIVATE"} KEY-----\n";
        var windows = Split(Stream($"hello\n{key}bye\n"), new SplitOptions { WindowBytes = 100 });

        Assert.Equal(["hello\n" + key, "bye\n"], windows.Select(window => Encoding.UTF8.GetString(window.Own)));
    }

    [Fact]
    public void MarkOfUtf8_IsAWindowOfItsOwn() =>
        Assert.Equal(["Mark 1: \uFEFF", "Header 1: a\n", "Records 2: 1\n"], Csv("\uFEFFa\n1\n", windowBytes: 4));

    [Fact]
    public void CarriageReturn_EndsRecordsAndBadRows() =>
        Assert.Equal(
            ["Header 1: a,b\r", "Records 2: 1,\"x\ry\"\r\n", "BadRow 4: 2,\"z\r", "Records 5: 3,4\r"],
            Csv("a,b\r1,\"x\ry\"\r\n2,\"z\r3,4\r", windowBytes: 4));

    [Fact]
    public void WhatStandsBeforeTheHeader_IsAWindowOfItsOwn() =>
        Assert.Equal(
            ["Mark 1: \uFEFF", "Preamble 1: sep=;\r\nTitle\n", "Header 3: a;b\n", "Records 4: 1;2\n"],
            Shown(Split(Stream("\uFEFFsep=;\r\nTitle\na;b\n1;2\n"), new SplitOptions { Format = RecordFormat.Csv, Delimiter = (byte)';', PreambleBytes = 13 })));

    [Fact]
    public void NoBytes_AreNoWindow() => Assert.Empty(Csv("", windowBytes: 4));

    private static List<string> Csv(string text, int windowBytes, int longest = 1000) =>
        Shown(Split(Stream(text), new SplitOptions { Format = RecordFormat.Csv, WindowBytes = windowBytes, LongestRecordBytes = longest }));

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static List<string> Shown(IEnumerable<Piece> pieces) => [.. pieces.Select(piece => $"{piece.Kind} {piece.Line}: {Encoding.UTF8.GetString(piece.Own)}")];

    private static List<Piece> Split(Stream stream, SplitOptions options)
    {
        var (splitter, window, pieces) = (new RecordSplitter(stream, options), new RecordWindow(), new List<Piece>());
        while (splitter.Next(window)) pieces.Add(new Piece(window.Kind, window.FirstLine, window.Offset, window.OwnStart, window.OwnEnd, window.Text.Length, [.. window.Own]));
        return pieces;
    }

    private sealed record Piece(WindowKind Kind, long Line, long Offset, int OwnStart, int OwnEnd, int Text, byte[] Own)
    {
        public bool Equals(Piece? other) =>
            other is not null && (Kind, Line, Offset, OwnStart, OwnEnd, Text) == (other.Kind, other.Line, other.Offset, other.OwnStart, other.OwnEnd, other.Text) && Own.AsSpan().SequenceEqual(other.Own);

        public override int GetHashCode() => HashCode.Combine(Kind, Line, Offset);
    }
}
