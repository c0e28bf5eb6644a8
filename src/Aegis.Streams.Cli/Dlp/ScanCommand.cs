using System.CommandLine;
using Aegis.Streams.Cli.Dlp.Resuming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>`aegis dlp scan`: finds personal data and secrets in files.</summary>
internal static class ScanCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Files of delimited values, JSON Lines or text in UTF-8, plain or gzip; `-` is the standard input.", Arity = ArgumentArity.OneOrMore };
        var (options, resume) = (new DlpOptions(), new ResumeOptions("--report"));
        var verb = new Verb("scan", "Find personal data and secrets in files. Prints counts by entity and column or keys, with masked samples; never a value. What stands in base64 is decoded once and looked at as well. With 20 if something was found, with 2 if a line could not be read as what the file holds. Much is found by the name of its column alone. So a file of delimited values whose columns no record names is incomplete until --columns or --no-header says what to do, and so is a record with more or fewer cells than the header, unless they are empty and nothing can have moved.")
        {
            Examples =
            [
                "aegis dlp scan prospects.csv",
                "aegis dlp scan calls.jsonl.gz --entities EMAIL,PHONE --report report.json",
                "aegis dlp scan export.csv --columns 'ref=phone,7=ssn'  # the names of two columns say nothing",
                "aegis dlp scan prospects.csv --report report.json --resume  # a run before it was killed",
                "aegis dlp scan prospects.csv --profile outbound-email --policies policies",
                "zcat notes.gz | aegis dlp scan - --format text --json",
            ],
        };
        verb.Add(files);
        resume.AddTo(verb);
        options.AddTo(verb);
        return verb.Runs(run =>
        {
            var paths = run.Value(files);
            if (paths.Count(path => path == DlpInput.StandardInput) > 1) throw CliRefusalException.Usage("the standard input can be read once");
            var target = options.Report(run, paths);
            options.Check(run);
            _ = options.Profile(run);
            var obstacle = paths.Length > 1 ? "several files cannot be taken up again; name one" : target is null ? "progress is kept beside --report; name it" : null;
            resume.Check(run, obstacle);
            var reports = new List<DlpReport>();
            KeptRun? kept = null;
            try
            {
                foreach (var path in paths)
                {
                    reports.Add(DlpPass.Open(run, path, options, (input, how) =>
                    {
                        kept = resume.Begin(run, input, "scan", how, obstacle is null ? target : null);
                        kept?.GoTo(run);
                        kept?.Start();
                        return new DlpPass(run, input, kept?.Options ?? how, kept).Run("scanning") with { IsNameless = options.IsNameless(run, how) };
                    }));
                    DlpSummary.Show(run, reports[^1]);
                }

                if (target is not null) DlpReportJson.Save(target, reports);
            }
            catch (Exception fault) when (kept is not null && kept.MayGoOnAfter(fault) && fault is OperationCanceledException && run.Stopping.IsCancellationRequested)
            {
                run.Talk.Fault($"interrupted: {paths[0]} was not looked at to its end; the same command with --resume goes on where it was");
                throw;
            }
            finally
            {
                kept?.Dispose();
            }

            if (reports.Exists(report => !report.IsComplete)) return ExitCodes.Incomplete;
            return reports.Exists(report => report.Tally.Count > 0) ? ExitCodes.DlpFound : ExitCodes.Done;
        });
    }
}
