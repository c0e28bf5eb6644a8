using System.CommandLine;
using Aegis.Streams.Cli.Dlp.Resuming;
using Aegis.Streams.Cli.Policies;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>`aegis dlp redact`: writes a file again without personal data and secrets.</summary>
internal sealed class RedactCommand
{
    // EPIPE, which .NET hands on as it is.
    private const int BrokenPipe = 32;

    private readonly Argument<string> _file = new("FILE") { Description = "A file of delimited values, JSON Lines or text in UTF-8, plain or gzip; `-` is the standard input." };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "Where the redacted file goes; compressed if it ends in .gz. `-`: the standard output, which then has no half lines but may end early. Default: `-`.", HelpName = "FILE" };
    private readonly Option<string?> _badRows = new("--bad-rows") { Description = "Set lines aside in this file that are no records, instead of ending with 1 at the first. They are as they were: not redacted.", HelpName = "FILE" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Write nothing but counts." };
    private readonly DlpOptions _options = new();
    private readonly RedactionOptions _redaction = new();
    private readonly ResumeOptions _resume = new("--out; with --dry-run, beside --report");

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var command = new RedactCommand();
        var verb = new Verb("redact", "Write a file again without personal data and secrets. Every other byte stays as it is, and a run of base64 that holds one goes whole; names of members of JSON are numbered, so that two stay two. The new file is there whole or not at all, and never open to more than the old one. With 21 if something blocks, with 2 if lines were set aside.")
        {
            Examples =
            [
                "aegis dlp redact prospects.csv --out clean.csv",
                "aegis dlp redact calls.jsonl.gz --out clean.jsonl.gz --operator numbered --operator SECRET=block --report report.json",
                "aegis dlp redact notes.txt --operator hash --key-file tenant.key --out notes.redacted.txt",
                "aegis dlp redact prospects.csv --profile outbound-email --policies policies --out clean.csv",
                "aegis dlp redact prospects.csv --out clean.csv --resume  # a run before it was killed",
                "aegis dlp redact prospects.csv --dry-run",
            ],
        };
        verb.Add(command._file);
        verb.Add(command._out);
        command._redaction.AddTo(verb);
        verb.Add(command._badRows);
        verb.Add(command._dryRun);
        command._resume.AddTo(verb);
        command._options.AddTo(verb);
        return verb.Runs(command.Run);
    }

    private int Run(CommandRun run)
    {
        var (file, output, isDryRun) = (run.Value(_file), run.Value(_out), run.Value(_dryRun));
        if (output == DlpInput.StandardInput) output = null;
        var isToOutput = output is null && !isDryRun;
        if (isToOutput && run.IsJson) throw CliRefusalException.Usage("--json needs --out or --dry-run: the standard output is the redacted data; --report writes the same to a file");
        DlpOptions.OutputOf("--out", output, [file]);
        if (run.Value(_badRows) == DlpInput.StandardInput) throw CliRefusalException.Usage("--bad-rows names a file: the standard output is for the redacted data or the summary");
        var badRows = DlpOptions.OutputOf("--bad-rows", run.Value(_badRows), [file, output]);
        var target = _options.Report(run, new[] { file, output, badRows }.OfType<string>());
        _options.Check(run);
        var plan = _redaction.Read(run, _options.Profile(run, _redaction.Operators), _options.Entities(run));
        var beside = isDryRun ? target : plan.Numbers ? null : output;
        _resume.Check(run, beside is not null ? null : isDryRun ? "with --dry-run progress is kept beside --report; name it" : plan.Numbers ? "values are numbered over the whole file, and what they were is not kept; use another --operator" : "the standard output cannot be taken up again; name a file with --out");
        DlpReport? report = null;
        KeptRun? kept = null;
        try
        {
            DlpPass.Open(run, file, _options, (input, how) =>
            {
                var isNameless = _options.IsNameless(run, how);
                if (isNameless && !isDryRun) throw CliRefusalException.Fault($"{input.Name} has no record that names its columns, so that what only a name tells, such as a social security number without hyphens, could pass, and nothing was written; {DlpSummary.NamelessWayOut}");
                kept = _resume.Begin(run, input, isDryRun ? "redact --dry-run" : "redact", how, beside, settings => RunSettings.Add(settings, plan, output, badRows));
                kept?.GoTo(run);
                var job = new RedactionJob(run, input, kept?.Options ?? how, plan, kept);
                if (isDryRun)
                {
                    kept?.Start();
                    return report = job.Count() with { IsNameless = isNameless };
                }

                using var bad = new BadRowFile(badRows, input.Name, new DlpReport(file, how, new FindingTally(how.Split)).Format, kept);
                if (output is null) report = ToOutput(run, job, bad);
                else if (kept is null) OutputFile.Replace(output, stream => Require(report = Write(job, stream, output, bad)), input.Mode);
                else WriteKept(kept, output, badRows, draft => Require(report = job.Write(draft, output, bad)));
                bad.Complete();
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
            Finish(run, report, isToOutput, target, kept);
        }

        if (isDryRun) return report!.IsComplete && report.Blocked == 0 ? ExitCodes.Done : report.Blocked > 0 ? ExitCodes.DlpBlocked : ExitCodes.Incomplete;
        Require(report!);
        return report!.IsComplete ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static void Require(DlpReport report)
    {
        if (report.Blocked > 0)
            throw new CliRefusalException(ExitCodes.DlpBlocked, $"{report.File} must not pass: {DlpSummary.Count(report.Blocked.Value, "finding")} of what --operator blocks");
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

    private static DlpReport ToOutput(CommandRun run, RedactionJob job, BadRowFile bad)
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

    private static void Finish(CommandRun run, DlpReport? report, bool isToOutput, string? target, KeptRun? kept)
    {
        using (kept)
        {
            try
            {
                if (report is not null) Show(run, report, isToOutput, target);
            }
            catch (CliRefusalException fault)
            {
                kept?.MayGoOnAfter(fault); // What is left to do is the report.
                throw;
            }
        }
    }

    private static void Show(CommandRun run, DlpReport report, bool isToOutput, string? target)
    {
        if (isToOutput) DlpSummary.Tell(run, report);
        else DlpSummary.Show(run, report);
        if (target is not null) DlpReportJson.Save(target, [report]);
    }
}
