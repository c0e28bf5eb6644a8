using System.Buffers;
using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Tests.Dlp.Leaks;

/// <summary>What comes out where each value is replaced by its label.</summary>
internal static class Redacted
{
    public static string Text(string text, EntitySet? entities = null) => Write(text, Scanner(entities).ScanText(Encoding.UTF8.GetBytes(text)), isJson: false);

    public static string Json(string text, EntitySet? entities = null) => Write(text, Scanner(entities).ScanJson(Encoding.UTF8.GetBytes(text)), isJson: true);

    public static string Stream(string text, int windowBytes, EntitySet? entities = null, StreamPlace? from = null, Action<ScannedWindow>? each = null)
    {
        var split = new SplitOptions { Format = RecordFormat.Text, WindowBytes = windowBytes };
        var (redactor, output) = (new StreamRedactor(new RedactionPlan(RedactionOperator.Replace), RecordFormat.Text), new ArrayBufferWriter<byte>());
        new StreamScanner(new StreamScanOptions(split, new ScanOptions(entities ?? EntitySet.Default, 2026)) { Threads = 2 }).Scan(
            new MemoryStream(Encoding.UTF8.GetBytes(text)),
            window =>
            {
                redactor.Rewrite(window, output);
                each?.Invoke(window);
            },
            CancellationToken.None,
            from);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static DlpScanner Scanner(EntitySet? entities) => new(new ScanOptions(entities ?? EntitySet.Default, 2026));

    private static string Write(string text, ScanResult result, bool isJson)
    {
        Assert.True(result.IsComplete);
        var output = new ArrayBufferWriter<byte>();
        new Redactor(new RedactionPlan(RedactionOperator.Replace)).Rewrite(Encoding.UTF8.GetBytes(text), result.Findings, isJson, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
