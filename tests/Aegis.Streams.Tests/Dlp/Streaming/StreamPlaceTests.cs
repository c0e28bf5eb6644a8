using System.Buffers;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Tests.Dlp.Streaming;

public sealed class StreamPlaceTests
{
    [Theory]
    [InlineData(RecordFormat.Text)]
    [InlineData(RecordFormat.Csv)]
    [InlineData(RecordFormat.JsonLines)]
    public void ScanThatGoesOnAfterAnyWindow_WritesAndCountsWhatOneScanDoes(RecordFormat format)
    {
        var resumed = 0;
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var bytes = RandomRecords.Make(format, random);
            var split = RandomRecords.Cut(format, bytes) with { WindowBytes = 1 << random.Next(4, 10), LongestRecordBytes = 1 << random.Next(10, 13) };
            var stops = new List<Stop>();
            var (expected, count) = Scan(new MemoryStream(bytes), split, 1 + (seed % 3), null, stops);

            foreach (var stop in stops)
            {
                var place = stop.Place with
                {
                    Before = bytes.AsMemory((int)Math.Max(0, stop.Place.Split.Offset - StreamPlace.BytesBefore)..(int)stop.Place.Split.Offset),
                    Header = stop.Header,
                };
                var rest = new ChunkedStream(bytes[(int)stop.Place.Split.Offset..], random, 1 << random.Next(12));
                var (output, recount) = Scan(rest, split, 1 + random.Next(3), stop with { Place = place }, []);

                Assert.True(expected == stop.Written + output, $"seed {seed}, after {stop.Place.Split.Offset}");
                Assert.True(count == recount, $"seed {seed}, after {stop.Place.Split.Offset}: {recount}, not {count}");
                resumed++;
            }
        }

        Assert.InRange(resumed, 200, int.MaxValue);
    }

    [Theory]
    [InlineData(WindowKind.Records, true)]
    [InlineData(WindowKind.BadRow, true)]
    [InlineData(WindowKind.BadRest, true)]
    [InlineData(WindowKind.Mark, false)]
    [InlineData(WindowKind.Preamble, false)]
    [InlineData(WindowKind.Header, false)]
    public void HeadOfAFile_IsSeenWholeFirst(WindowKind kind, bool mayFollow)
    {
        var splitter = new RecordSplitter(new MemoryStream(Encoding.UTF8.GetBytes($"\uFEFFTitle\nid,note\n1,\"open\n2,{new string('x', 64)}\n3,ok\n")), new SplitOptions { Format = RecordFormat.Csv, PreambleBytes = 6, WindowBytes = 8, LongestRecordBytes = 32 });
        var (window, seen) = (new RecordWindow(), new Dictionary<WindowKind, bool>());
        while (splitter.Next(window)) seen[window.Kind] = StreamPlace.MayFollow(window);

        Assert.Equal(mayFollow, seen[kind]);
    }

    private static (string Output, string Counts) Scan(Stream stream, SplitOptions split, int threads, Stop? from, List<Stop> stops)
    {
        var tally = from is null ? new FindingTally(split) : new FindingTally(split, JsonSerializer.Deserialize<TallyState>(from.Tally)!);
        var (redactor, output, rows, header) = (new StreamRedactor(new RedactionPlan(RedactionOperator.Replace), split.Format, split.Delimiter), new ArrayBufferWriter<byte>(), 0, ReadOnlyMemory<byte>.Empty);
        new StreamScanner(new StreamScanOptions(split, new ScanOptions(EntitySet.Default, 2026)) { Threads = threads }).Scan(
            stream,
            scanned =>
            {
                redactor.Rewrite(scanned, output);
                tally.Add(scanned);
                if (scanned.Window.Kind == WindowKind.Header) header = scanned.Window.Own.TrimEnd("\r\n"u8).ToArray();
                if (StreamPlace.MayFollow(scanned.Window) && rows++ % 3 == 0) stops.Add(new Stop(scanned.Place, header, Encoding.UTF8.GetString(output.WrittenSpan), JsonSerializer.Serialize(tally.Save())));
            },
            CancellationToken.None,
            from?.Place);
        return (Encoding.UTF8.GetString(output.WrittenSpan), JsonSerializer.Serialize(tally.Save()));
    }

    /// <summary>What is known where a scan stopped.</summary>
    private sealed record Stop(StreamPlace Place, ReadOnlyMemory<byte> Header, string Written, string Tally);
}
