using Aegis.Streams.Cli.Dlp.Resuming;
using Aegis.Streams.Cli.Policies;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>One file that `aegis dlp redact` writes again, or counts.</summary>
/// <param name="run">The run.</param>
/// <param name="options">How files are scanned.</param>
/// <param name="resume">Whether it goes on where a run stopped.</param>
/// <param name="plan">What becomes of findings.</param>
/// <param name="isDryRun">Whether nothing but counts is written.</param>
/// <param name="file">The file.</param>
/// <param name="output">Where the redacted file goes; <see langword="null"/>: to the standard output.</param>
/// <param name="badRows">Where lines that are no records go; <see langword="null"/>: the first one ends it.</param>
internal sealed class RedactedFile(CommandRun run, DlpOptions options, ResumeOptions resume, RedactionPlan plan, bool isDryRun, string file, string? output, string? badRows)
{
    // EPIPE, which .NET hands on as it is.
    private const int BrokenPipe = 32;

    /// <summary>Gets its name.</summary>
    public string Name => file;

    /// <summary>Gets what is said of it; <see langword="null"/>: it did not come so far.</summary>
    public DlpReport? Report { get; private set; }

    /// <summary>Gets the file beside which progress is kept.</summary>
    /// <value>The default is <see langword="null"/>: none is.</value>
    public string? Beside { get; init; }

    /// <summary>Gets a value indicating whether others are redacted with it. Then its checkpoint stays until all are done, so that it is not done twice.</summary>
    public bool IsOneOfSeveral { get; init; }

    /// <summary>Gets a value indicating whether there is a checkpoint from which a later run goes on.</summary>
    public bool IsKept => Beside is not null && File.Exists(Checkpoint.Path);

    /// <summary>Gets the checkpoint, if progress is kept.</summary>
    public CheckpointFile Checkpoint => CheckpointFile.Of(Beside!);

    /// <summary>Removes what a run left of it that nobody goes on with.</summary>
    public void Abandon()
    {
        if (output is not null && !isDryRun) ResumeOptions.Abandon(run, output);
    }

    /// <summary>Redacts it.</summary>
    /// <param name="target">Where the report goes; <see langword="null"/>: nowhere.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliRefusalException">It is not there under its new name.</exception>
    public int Redact(string? target)
    {
        DlpReport? report = null;
        KeptRun? kept = null;
        try
        {
            DlpPass.Open(run, file, options, (input, how) =>
            {
                var isNameless = options.IsNameless(run, how);
                if (isNameless && !isDryRun) throw CliRefusalException.Fault($"{input.Name} has no record that names its columns, so that what only a name tells, such as a social security number without hyphens, could pass, and nothing was written; {DlpSummary.NamelessWayOut}");
                kept = resume.Begin(run, input, isDryRun ? "redact --dry-run" : "redact", how, Beside, settings => RunSettings.Add(settings, plan, output, badRows), IsOneOfSeveral);
                kept?.GoTo(run);
                var job = new RedactionJob(run, input, kept?.Options ?? how, plan, kept);
                if (isDryRun)
                {
                    kept?.Start();
                    return report = job.Count() with { IsNameless = isNameless };
                }

                using var bad = new BadRowFile(badRows, input.Name, new DlpReport(file, how, new FindingTally(how.Split)).Format, kept);
                if (output is null) report = ToOutput(job, bad);
                else if (kept is null) OutputFile.Replace(output, stream => Require(report = Write(job, stream, output, bad)), input.Mode);
                else WriteKept(kept, output, badRows, draft => Require(report = job.Write(draft, output, bad)));
                bad.Complete();
                if (IsOneOfSeveral) kept?.Leave();
                return report!;
            });
        }
        catch (Exception fault) when (kept is not null && kept.MayGoOnAfter(fault) && fault is OperationCanceledException && run.Stopping.IsCancellationRequested)
        {
            run.Talk.Fault($"interrupted: {output ?? file} is not done; the same command with --resume goes on where it was");
            throw;
        }
        catch (OperationCanceledException) when (run.Stopping.IsCancellationRequested)
        {
            run.Talk.Fault(isDryRun ? $"interrupted: {file} was not looked at to its end" : output is null ? "interrupted: what was written to the standard output is not whole" : $"interrupted: {output} was not written, and what there was of it is removed");
            throw;
        }
        finally
        {
            Finish(report, target, kept);
        }

        if (isDryRun) return report!.IsComplete && report.Blocked == 0 ? ExitCodes.Done : report.Blocked > 0 ? ExitCodes.DlpBlocked : ExitCodes.Incomplete;
        Require(report!);
        return report!.IsComplete ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private void Require(DlpReport report)
    {
        if (report.Blocked > 0)
            throw new CliRefusalException(ExitCodes.DlpBlocked, $"{report.File} must not pass: {DlpSummary.Count(report.Blocked.Value, "finding")} of what --operator blocks{(output is not null && File.Exists(output) ? $"; what {output} was before stays" : "")}");
    }

    private static void WriteKept(KeptRun kept, string output, string? badRows, Action<MeteredStream> write)
    {
        kept.Open(output, badRows);
        kept.Start();
        try
        {
            write(kept.Output!.Stream);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"{output} cannot be written: {fault.Message}{(kept.HasCheckpoint ? "; when it can, the same command with --resume goes on where it was" : "")}", fault);
        }

        kept.End();
        kept.Output.Complete();
    }

    private static DlpReport Write(RedactionJob job, Stream stream, string name, BadRowFile bad)
    {
        using var metered = new MeteredStream(stream);
        return job.Write(metered, name, bad);
    }

    private DlpReport ToOutput(RedactionJob job, BadRowFile bad)
    {
        try
        {
            return Write(job, run.Host.OutputBytes, "-", bad);
        }
        catch (IOException fault)
        {
            throw fault.HResult == BrokenPipe ? new OutputClosedException(fault) : new OutputFailedException(fault);
        }
    }

    private void Finish(DlpReport? report, string? target, KeptRun? kept)
    {
        using (kept)
        {
            try
            {
                if (report is not null) Show(report, target);
            }
            catch (CliRefusalException fault)
            {
                kept?.MayGoOnAfter(fault); // What is left to do is the report.
                throw;
            }
        }
    }

    private void Show(DlpReport report, string? target)
    {
        Report = report;
        if (output is null && !isDryRun) DlpSummary.Tell(run, report);
        else DlpSummary.Show(run, report);
        if (target is not null) DlpReportJson.Save(target, [report]);
    }
}
