using System.Buffers;
using System.IO.Compression;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>Redacts one file.</summary>
/// <param name="run">The run.</param>
/// <param name="input">The file.</param>
/// <param name="options">How it is scanned.</param>
/// <param name="plan">What becomes of what is found.</param>
internal sealed class RedactionJob(CommandRun run, DlpInput input, StreamScanOptions options, RedactionPlan plan)
{
    private const string CompressedEnding = ".gz";
    private readonly DlpPass _pass = new(run, input, options);

    /// <summary>Counts only.</summary>
    /// <returns>What is said of the file.</returns>
    public DlpReport Count()
    {
        var report = _pass.Run("scanning");
        return report with { Blocked = Blocked(report) };
    }

    /// <summary>Writes the file again. After something that blocks nothing more is written, and the rest is only counted.</summary>
    /// <param name="output">Takes it.</param>
    /// <param name="name">The name of what is written.</param>
    /// <param name="bad">Takes lines that are no records.</param>
    /// <returns>What is said of the file.</returns>
    public DlpReport Write(Stream output, string name, BadRowFile bad)
    {
        using var metered = new MeteredStream(output);
        using var zipped = name.EndsWith(CompressedEnding, StringComparison.OrdinalIgnoreCase) ? new GZipStream(metered, CompressionLevel.Fastest, leaveOpen: true) : null;
        var (redactor, buffer, mayPass) = (new StreamRedactor(plan, options.Split.Format, options.Split.Delimiter), new ArrayBufferWriter<byte>(), true);
        var report = _pass.Run("redacting", scanned =>
        {
            bad.Add(scanned);
            if (!mayPass) return;
            buffer.ResetWrittenCount();
            mayPass = redactor.Rewrite(scanned, buffer);
            if (mayPass) ((Stream?)zipped ?? metered).Write(buffer.WrittenSpan);
        });
        zipped?.Dispose();
        metered.Flush();
        return report with { Blocked = Blocked(report), Written = mayPass ? new DlpWritten(name, metered.Bytes, metered.Digest()) : null };
    }

    /// <summary>Counts what blocks, under other findings too.</summary>
    private long Blocked(DlpReport report) => report.Tally.Groups.Where(group => IsBlocked(group.Entity)).Sum(group => group.Count) + plan.Names.All.Where(IsBlocked).Sum(report.Tally.Covered);

    private bool IsBlocked(DlpEntity entity) => plan.OperatorOf(entity) == RedactionOperator.Block;
}
