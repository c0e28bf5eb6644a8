using System.Buffers;
using System.IO.Compression;
using Aegis.Streams.Cli.Dlp.Resuming;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>Redacts one file.</summary>
/// <param name="run">The run.</param>
/// <param name="input">The file.</param>
/// <param name="options">How it is scanned.</param>
/// <param name="plan">What becomes of what is found.</param>
/// <param name="kept">Keeps the progress; <see langword="null"/>: nothing does.</param>
internal sealed class RedactionJob(CommandRun run, DlpInput input, StreamScanOptions options, RedactionPlan plan, KeptRun? kept)
{
    private const string CompressedEnding = ".gz";
    private readonly DlpPass _pass = new(run, input, options, kept);

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
    public DlpReport Write(MeteredStream output, string name, BadRowFile bad)
    {
        var isZipped = name.EndsWith(CompressedEnding, StringComparison.OrdinalIgnoreCase);
        GZipStream? zipped = null;
        var (redactor, buffer, mayPass) = (new StreamRedactor(plan, options.Split.Format, options.Split.Delimiter), new ArrayBufferWriter<byte>(), true);
        var report = _pass.Run("redacting", scanned =>
        {
            bad.Add(scanned);
            if (!mayPass) return;
            buffer.ResetWrittenCount();
            mayPass = redactor.Rewrite(scanned, buffer);
            if (!mayPass) kept?.Stop();
            else if (buffer.WrittenCount > 0) (isZipped ? zipped ??= new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true) : (Stream)output).Write(buffer.WrittenSpan);
            if (kept?.IsDue(scanned) ?? false) EndMember();
        });
        EndMember();
        output.Flush();
        return report with { Blocked = Blocked(report), Written = mayPass ? new DlpWritten(name, output.Bytes, output.Digest()) : null };

        // The next one begins a compressed file of its own, which needs nothing of what was before it.
        void EndMember()
        {
            zipped?.Dispose();
            zipped = null;
        }
    }

    /// <summary>Counts what blocks, under other findings too.</summary>
    private long Blocked(DlpReport report) => report.Tally.Groups.Where(group => IsBlocked(group.Entity)).Sum(group => group.Count) + plan.Names.All.Where(IsBlocked).Sum(report.Tally.Covered);

    private bool IsBlocked(DlpEntity entity) => plan.OperatorOf(entity) == RedactionOperator.Block;
}
