using System.Buffers;
using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Tests.Dlp.Streaming;

public sealed class StreamScannerTests
{
    private static readonly ScanOptions All = new(EntitySet.Default, 2026);

    [Theory]
    [InlineData(RecordFormat.Text)]
    [InlineData(RecordFormat.Csv)]
    [InlineData(RecordFormat.JsonLines)]
    public void AnyReadingAndAnyThreads_GiveTheSameBytesAndCounts(RecordFormat format)
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var bytes = RandomRecords.Make(format, random);
            var split = RandomRecords.Cut(format, bytes) with { WindowBytes = 1 << random.Next(4, 10), LongestRecordBytes = 1 << 12 };
            var expected = Redact(new MemoryStream(bytes), split, threads: 1);

            foreach (var threads in (int[])[1, 2, 5])
                Assert.True(expected == Redact(new ChunkedStream(bytes, random, 1 << random.Next(12)), split, threads), $"seed {seed}, {threads} threads");
        }
    }

    [Theory]
    [InlineData(RecordFormat.Csv)]
    [InlineData(RecordFormat.JsonLines)]
    public void SmallWindows_GiveWhatOneWindowGives(RecordFormat format)
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var bytes = RandomRecords.Make(format, new Random(seed));
            var one = RandomRecords.Cut(format, bytes);

            Assert.True(Redact(new MemoryStream(bytes), one, 2) == Redact(new MemoryStream(bytes), one with { WindowBytes = 64 }, 2), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("call (415) 555-\n0132 now", "call [PHONE_1] now")]
    [InlineData("card 4111 1111\n1111 1111 ok\n", "card [CREDIT_CARD_1] ok\n")]
    [InlineData("ssn\n536-90-4399\n", "ssn\n[US_SSN_1]\n")]
    public void ValueOrItsWordBeyondTheEndOfAWindow_IsFoundOnce(string text, string expected)
    {
        foreach (var before in Enumerable.Range(0, 40))
        {
            var filler = new string('-', before) + "\n";
            var (output, counts) = Redact(new MemoryStream(Encoding.UTF8.GetBytes(filler + text)), new SplitOptions { WindowBytes = 8 }, 2);

            Assert.Equal(filler + expected, output);
            Assert.Equal(1, counts.Split(' ').Sum(one => int.TryParse(one, out var count) ? count : 0));
        }
    }

    [Theory]
    [InlineData(3_000, "[EMAIL_1]")]
    [InlineData(30_000, "[EMAIL_1]")]
    [InlineData(300_000, null)]
    public void Base64LongerThanAWindow_HidesNothing(int bytes, string? expected)
    {
        var random = new Random(bytes);
        var hidden = new StringBuilder();
        while (hidden.Length < bytes) hidden.Append('x', random.Next(bytes / 4)).Append(" ann.lee@acme.example ");
        var run = Convert.ToBase64String(Encoding.ASCII.GetBytes(hidden.ToString()));
        foreach (var text in new[] { run, string.Join("\r\n", run.Chunk(76).Select(line => new string(line))) })
        {
            var before = $"a line\n{new string('-', random.Next(60))} ";
            var output = Redact(new MemoryStream(Encoding.ASCII.GetBytes($"{before}{text}\nend\n")), new SplitOptions { WindowBytes = 256, LongestRecordBytes = 4_096 }, 2).Output;

            Assert.Empty(Found.InText(output));
            if (expected is not null) Assert.Equal($"{before}{expected}\nend\n", output);
        }
    }

    [Fact]
    public void Places_AreColumnsAndKeys()
    {
        Assert.Equal("EMAIL column 3 1 PHONE phone 1", Redact("id,phone,\n1,\"+1 415\n555 0132\",a@example.com\n", RecordFormat.Csv).Counts);
        Assert.Equal("EMAIL who.mails[] 2 EMAIL * 1 EMAIL text 1", Redact("""{"who":{"mails":["a@example.com","b@example.com"]},"c@example.com":1,"text":"d@example.com"}""", RecordFormat.JsonLines).Counts);
    }

    [Fact]
    public void HeaderThatHoldsAValue_IsRedactedAndNamesNoColumn() =>
        Assert.Equal(("[EMAIL_1],x\n[EMAIL_2],y\n", "EMAIL column 1 2"), Redact("a@example.com,x\nb@example.com,y\n", RecordFormat.Csv));

    [Fact]
    public void OutputScannedAgain_HoldsNothingWhateverTheDialect()
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            var bytes = RandomRecords.Make(RecordFormat.Csv, new Random(seed));
            var output = Encoding.UTF8.GetBytes(Redact(new MemoryStream(bytes), RandomRecords.Cut(RecordFormat.Csv, bytes), 2).Output);
            var again = Redact(new MemoryStream(output), RandomRecords.Cut(RecordFormat.Csv, output), 2);

            Assert.True(again.Counts.Length == 0 && again.Output.Length == Encoding.UTF8.GetString(output).Length, $"seed {seed}: {again.Counts}");
        }
    }

    [Fact]
    public void RecordWithOtherCellsThanTheHeader_IsLeftOutAndNamedByItsLine()
    {
        var split = new SplitOptions { Format = RecordFormat.Csv };
        var (tally, redactor, output) = (new FindingTally(split), new StreamRedactor(new RedactionPlan(RedactionOperator.Replace), RecordFormat.Csv), new ArrayBufferWriter<byte>());
        new StreamScanner(new StreamScanOptions(split, All)).Scan(
            new MemoryStream("name,ssn\r\n\"a\r\nb\",512437781\r\nc,d,512437782,x@acme.example\r\ne,512437783\r\n"u8.ToArray()),
            window =>
            {
                redactor.Rewrite(window, output);
                tally.Add(window);
            },
            CancellationToken.None);

        Assert.Equal("name,ssn\r\n\"a\r\nb\",[US_SSN]\r\ne,[US_SSN]\r\n", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal((2L, 1L, 1L, 4L), (tally.Records, tally.BadRows, tally.RaggedRows, Assert.Single(tally.BadLines)));
        Assert.Equal("US_SSN ssn 2, EMAIL (bad row) 1", string.Join(", ", tally.Groups.Select(group => $"{DlpEntities.NameOf(group.Entity)} {group.Place} {group.Count}")));
    }

    [Fact]
    public void LineThatIsNoJson_IsLeftOutAndCountedAndNamedByItsNumber()
    {
        var tally = new FindingTally(new SplitOptions { Format = RecordFormat.JsonLines });
        var options = new StreamScanOptions(new SplitOptions { Format = RecordFormat.JsonLines }, All);
        var (redactor, output) = (new StreamRedactor(new RedactionPlan(RedactionOperator.Replace), RecordFormat.JsonLines), new ArrayBufferWriter<byte>());
        new StreamScanner(options).Scan(
            new MemoryStream(Encoding.UTF8.GetBytes("{\"a\":1}\n{\"a\":\"x@example.com\n\n{\"a\":\"y@example.com\"}\n")),
            window =>
            {
                redactor.Rewrite(window, output);
                tally.Add(window);
            },
            CancellationToken.None);

        Assert.Equal("{\"a\":1}\n\n{\"a\":\"[EMAIL]\"}\n", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal((2L, 1L, 2L), (tally.Records, tally.BadRows, Assert.Single(tally.BadLines)));
    }

    [Fact]
    public void TextThatCannotBeLookedAtWhole_DoesNotPass()
    {
        var json = """{"e":"ann\u0040acme.example"}""";
        for (var level = 0; level < 4; level++) json = $"[{DlpTexts.Quote(json, 0)}]";
        var tally = new FindingTally(new SplitOptions { Format = RecordFormat.Text });
        var (redactor, output) = (new StreamRedactor(new RedactionPlan(RedactionOperator.Replace), RecordFormat.Text), new ArrayBufferWriter<byte>());
        new StreamScanner(new StreamScanOptions(new SplitOptions { Format = RecordFormat.Text }, All)).Scan(
            new MemoryStream(Encoding.UTF8.GetBytes($"see\n{Convert.ToBase64String(Encoding.ASCII.GetBytes(json))}\n")),
            window =>
            {
                redactor.Rewrite(window, output);
                tally.Add(window);
            },
            CancellationToken.None);

        Assert.Equal(("", 1L), (Encoding.UTF8.GetString(output.WrittenSpan), tally.BadRows));
    }

    [Theory]
    [InlineData(RecordFormat.Text)]
    [InlineData(RecordFormat.Csv)]
    [InlineData(RecordFormat.JsonLines)]
    public void AnyBytes_ComeOutAsTheyAreUnlessTheyAreABadRow(RecordFormat format)
    {
        var alphabet = "\"\"\n\n\r,,{}[]:1a@ -\\\0\uFFFD"u8.ToArray();
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var bytes = random.GetItems(alphabet, random.Next(3_000));
            var options = new StreamScanOptions(new SplitOptions { Format = format, WindowBytes = 64, LongestRecordBytes = 256 }, new ScanOptions(EntitySet.Of(DlpEntity.Iban), 2026));
            var (redactor, output, rebuilt) = (new StreamRedactor(new RedactionPlan(RedactionOperator.Replace), format), new ArrayBufferWriter<byte>(), new List<byte>());
            new StreamScanner(options).Scan(
                new MemoryStream(bytes),
                window =>
                {
                    output.ResetWrittenCount();
                    redactor.Rewrite(window, output);
                    var at = window.Window.OwnStart;
                    var passed = output.WrittenSpan;
                    foreach (var bad in window.BadLines)
                    {
                        rebuilt.AddRange(passed[..(bad.Start - at)]);
                        rebuilt.AddRange(window.Window.Text[bad.Start..bad.End]);
                        passed = passed[(bad.Start - at)..];
                        at = bad.End;
                    }

                    rebuilt.AddRange(passed);
                },
                CancellationToken.None);

            Assert.True(bytes.AsSpan().SequenceEqual(rebuilt.ToArray()), $"seed {seed}");
        }
    }

    [Fact]
    public void FaultOfWhoTakesTheWindows_EndsTheScan() =>
        Assert.Throws<InvalidOperationException>(() => new StreamScanner(new StreamScanOptions(new SplitOptions { WindowBytes = 16 }, All)).Scan(
            new MemoryStream(new byte[10_000]), _ => throw new InvalidOperationException(), CancellationToken.None));

    [Fact]
    public void FaultOfWhoTakesTheWindows_EndsTheScanWhileTheReaderWaits()
    {
        using var stream = new WaitingStream([.. Enumerable.Repeat((byte)'\n', 1_000_000)]);

        Assert.Throws<InvalidOperationException>(() => new StreamScanner(new StreamScanOptions(new SplitOptions { Format = RecordFormat.Text, WindowBytes = 16 }, All)).Scan(
            stream, _ => throw new InvalidOperationException(), CancellationToken.None));
        Assert.False(stream.IsReleased);
    }

    [Fact]
    public void ScanWithoutThreads_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new StreamScanner(new StreamScanOptions(new SplitOptions(), All) { Threads = 0 }).Scan(Stream.Null, _ => { }, CancellationToken.None));

    [Theory]
    [InlineData("jane@example.com", "j**************m")]
    [InlineData("1234567", "*******")]
    [InlineData("+1 415 555 0132", "**************2")]
    public void MaskedSample_KeepsTwoCharactersAtMost(string value, string expected) => Assert.Equal(expected, MaskedSample.Of(Encoding.UTF8.GetBytes(value)));

    private static (string Output, string Counts) Redact(string text, RecordFormat format) => Redact(new MemoryStream(Encoding.UTF8.GetBytes(text)), new SplitOptions { Format = format }, 2);

    private static (string Output, string Counts) Redact(Stream stream, SplitOptions split, int threads)
    {
        var (redactor, tally, output) = (new StreamRedactor(new RedactionPlan(RedactionOperator.ReplaceNumbered), split.Format), new FindingTally(split), new ArrayBufferWriter<byte>());
        new StreamScanner(new StreamScanOptions(split, All) { Threads = threads }).Scan(
            stream,
            window =>
            {
                redactor.Rewrite(window, output);
                tally.Add(window);
            },
            CancellationToken.None);
        return (Encoding.UTF8.GetString(output.WrittenSpan), string.Join(' ', tally.Groups.Select(group => $"{DlpEntities.NameOf(group.Entity)} {group.Place} {group.Count}".Replace("  ", " ", StringComparison.Ordinal))));
    }

    /// <summary>A stream whose end never comes, as that of a pipe that nobody closes.</summary>
    private sealed class WaitingStream(byte[] bytes) : MemoryStream(bytes)
    {
        private readonly ManualResetEventSlim _released = new();

        public bool IsReleased => _released.IsSet;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Position == Length) _released.Wait();
            return base.Read(buffer, offset, count);
        }

        protected override void Dispose(bool disposing)
        {
            _released.Set();
            base.Dispose(disposing);
        }
    }
}
