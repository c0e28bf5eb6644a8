using System.Buffers;
using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Tests.Dlp.Streaming;

namespace Aegis.Streams.Tests.Dlp.Profiles;

public sealed class RowChunkTests
{
    private const string Header = "id,\"phone\",mail,note";

    [Theory]
    [InlineData(RecordFormat.Csv, "operator: mask, operators: {EMAIL: hash}, allow: b.o.b@mail.example.org")]
    [InlineData(RecordFormat.Csv, "parameters: [mail, Note], except: mail, thresholds: {PHONE: 80}")]
    [InlineData(RecordFormat.JsonLines, "operator: mask, operators: {EMAIL: hash}, allow: b.o.b@mail.example.org")]
    [InlineData(RecordFormat.JsonLines, "parameters: who, except: who.phone")]
    public void AnyChunksOfRows_GiveTheBytesOfTheFile(RecordFormat format, string keys)
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var file = RandomRecords.Make(format, random);
            var (head, rows) = Split(format, file);
            var redactor = ProfileScene.Redactor(keys, format, format == RecordFormat.Csv ? Header : "");
            var output = new ArrayBufferWriter<byte>();
            WriteHead(redactor, head, output);
            for (var at = 0; at < rows.Count;)
            {
                var count = Math.Min(1 + random.Next(20), rows.Count - at);
                var result = redactor.Redact(rows.Skip(at).Take(count).SelectMany(row => row).ToArray());
                output.Write(result.Output.Span);
                at += count;
            }

            var cut = head.SelectMany(window => window.Bytes).Concat(rows.SelectMany(row => row)).ToArray();
            Assert.True(Redacted(format, keys, cut) == Encoding.UTF8.GetString(output.WrittenSpan), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(RecordFormat.Csv)]
    [InlineData(RecordFormat.JsonLines)]
    public void WhatTheProfileCovers_IsFoundNoMore(RecordFormat format)
    {
        const string Keys = "operators: {PHONE: hash}, allow: b.o.b@mail.example.org";
        for (var seed = 1; seed <= 60; seed++)
        {
            // "order" labels a number as none, until what stands between them becomes a label of its own.
            var file = Encoding.UTF8.GetString(RandomRecords.Make(format, new Random(seed))).Replace("the order", "an item", StringComparison.Ordinal);
            var (_, rows) = Split(format, Encoding.UTF8.GetBytes(file));
            var redactor = ProfileScene.Redactor(Keys, format, format == RecordFormat.Csv ? Header : "");
            var output = redactor.Redact(rows.SelectMany(row => row).ToArray()).Output.ToArray();
            var again = redactor.Redact(output);

            Assert.True(again.Counts.Count == 0, $"seed {seed}: {ProfileScene.Counts(again)}");
            Assert.Equal(output, again.Output.ToArray());
        }
    }

    /// <summary>Cuts a file into what stands before its rows, and those of its rows whose quotes are closed.</summary>
    private static (List<(WindowKind Kind, byte[] Bytes)> Head, List<byte[]> Rows) Split(RecordFormat format, byte[] file)
    {
        var splitter = new RecordSplitter(new MemoryStream(file), RandomRecords.Cut(format, file) with { WindowBytes = 1, LongestRecordBytes = 1 << 16 });
        var (window, head, rows) = (new RecordWindow(), new List<(WindowKind Kind, byte[] Bytes)>(), new List<byte[]>());
        while (splitter.Next(window))
        {
            if (window.Kind is WindowKind.Header or WindowKind.Mark or WindowKind.Preamble) head.Add((window.Kind, window.Own.ToArray()));
            else if (window.Kind == WindowKind.Records && (format == RecordFormat.Csv || window.Own.StartsWith("{"u8))) rows.Add(window.Own.ToArray());
        }

        return (head, rows);
    }

    private static void WriteHead(RowRedactor redactor, List<(WindowKind Kind, byte[] Bytes)> head, ArrayBufferWriter<byte> output)
    {
        foreach (var (kind, bytes) in head)
        {
            if (kind == WindowKind.Mark) output.Write(bytes);
            else if (kind == WindowKind.Preamble) output.Write(redactor.RedactPreamble(bytes).Output.Span);
            else output.Write([.. redactor.RedactHeader().Output.Span, .. bytes.AsSpan(bytes.AsSpan().TrimEnd("\r\n"u8).Length)]);
        }
    }

    private static string Redacted(RecordFormat format, string keys, byte[] file)
    {
        var profile = ProfileScene.Profile(keys);
        var options = new StreamScanOptions(RandomRecords.Cut(format, file), new ScanOptions(EntitySet.All, 2026)) { Profile = profile };
        var (redactor, output) = (new StreamRedactor(profile.PlanWith(new byte[16]), format), new ArrayBufferWriter<byte>());
        new StreamScanner(options).Scan(new MemoryStream(file), scanned => Assert.True(redactor.Rewrite(scanned, output)), CancellationToken.None);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
