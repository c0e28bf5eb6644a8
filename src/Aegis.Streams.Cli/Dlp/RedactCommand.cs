using System.CommandLine;
using Aegis.Streams.Cli.Dlp.Resuming;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>`aegis dlp redact`: writes a file again without personal data and secrets.</summary>
internal sealed class RedactCommand
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "Files of delimited values, JSON Lines or text in UTF-8, plain or gzip; `-` is the standard input. Several need --out-dir or --dry-run.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "Where the redacted file goes; compressed if it ends in .gz. `-`: the standard output, which then has no half lines but may end early. Default: `-`.", HelpName = "FILE" };
    private readonly Option<string?> _outDirectory = new("--out-dir") { Description = "The folder where the redacted files go, under the names that they have. One that must not pass, or cannot be read, is told and does not keep the others.", HelpName = "FOLDER" };
    private readonly Option<string?> _badRows = new("--bad-rows") { Description = "Set lines aside in this file that are no records, instead of ending with 1 at the first. They are as they were: not redacted.", HelpName = "FILE" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Write nothing but counts." };
    private readonly DlpOptions _options = new();
    private readonly RedactionOptions _redaction = new();
    private readonly ResumeOptions _resume = new("--out or each file of --out-dir, of which those that are shorter than --checkpoint or compressed are done again; with --dry-run, beside --report");

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var command = new RedactCommand();
        var verb = new Verb("redact", "Write a file again without personal data and secrets. Every other byte stays as it is, and a run of base64 that holds one goes whole; names of members of JSON are numbered, so that two stay two. The new file is there whole or not at all, and never open to more than the old one. With 21 if something blocks, with 2 if lines were set aside; of several files the severest counts, in the order 1, 21, 2.")
        {
            Examples =
            [
                "aegis dlp redact prospects.csv --out clean.csv",
                "aegis dlp redact calls.jsonl.gz --out clean.jsonl.gz --operator numbered --operator SECRET=block --report report.json",
                "aegis dlp redact payments.csv --operator mask --mask-keep first=4,last=4 --out masked.csv",
                "aegis dlp redact notes.txt --operator hash --key-file tenant.key --out notes.redacted.txt",
                "aegis dlp redact prospects.csv --profile outbound-email --policies policies --out clean.csv",
                "aegis dlp redact prospects.csv --out clean.csv --resume  # a run before it was killed",
                "aegis dlp redact prospects.csv --dry-run",
                "aegis dlp redact exports/*.csv --out-dir clean --report report.json",
            ],
        };
        verb.Add(command._files);
        verb.Add(command._out);
        verb.Add(command._outDirectory);
        command._redaction.AddTo(verb);
        verb.Add(command._badRows);
        verb.Add(command._dryRun);
        command._resume.AddTo(verb);
        command._options.AddTo(verb);
        return verb.Runs(command.Run);
    }

    private int Run(CommandRun run)
    {
        var (files, directory, output, isDryRun) = (run.Value(_files), run.Value(_outDirectory), run.Value(_out), run.Value(_dryRun));
        if (output == DlpInput.StandardInput) output = null;
        if (directory is not null && run.Value(_out) is not null) throw CliRefusalException.Usage("--out and --out-dir both say where the redacted files go");
        if (files.Length > 1 && directory is null && !isDryRun) throw CliRefusalException.Usage($"{files.Length} files need --out-dir, a folder for the redacted ones, or --dry-run");
        if (files.Count(file => file == DlpInput.StandardInput) > 1) throw CliRefusalException.Usage("the standard input can be read once");
        string?[] others = [run.Value(_redaction.KeyFile)];
        var isBatch = files.Length > 1 || directory is not null;
        if (output is null && directory is null && !isDryRun && run.IsJson) throw CliRefusalException.Usage("--json needs --out, --out-dir or --dry-run: the standard output is the redacted data; --report writes the same to a file");
        var outputs = directory is null || isDryRun ? Array.ConvertAll(files, _ => output) : OutputsIn(directory, files, others);
        if (directory is null) DlpOptions.OutputOf("--out", output, [.. files, .. others]);
        if (run.Value(_badRows) == DlpInput.StandardInput) throw CliRefusalException.Usage("--bad-rows names a file: the standard output is for the redacted data or the summary");
        if (run.Value(_badRows) is not null && files.Length > 1) throw CliRefusalException.Usage("--bad-rows takes lines of one file; name one");
        var badRows = DlpOptions.OutputOf("--bad-rows", run.Value(_badRows), [.. files, .. outputs, .. others]);
        var target = _options.Report(run, [.. files, .. outputs.OfType<string>(), .. others.Append(badRows).OfType<string>()]);
        _options.Check(run);
        var plan = _redaction.Read(run, _options.Profile(run, _redaction.Own), _options.Entities(run));
        var obstacle = ObstacleOf(isBatch, isDryRun, target, plan, outputs[0]);
        _resume.Check(run, obstacle);
        if (!isDryRun) DraftNames.Require([.. outputs.Append(badRows).OfType<string>()], [.. files, .. outputs, .. others, badRows, target]);
        if (isBatch) return new RedactionBatch(run, [.. files.Zip(outputs, InFolder)], target, _resume.IsAsked(run)).Redact();
        return new RedactedFile(run, _options, _resume, plan, isDryRun, files[0], output, badRows) { Beside = obstacle is not null ? null : isDryRun ? target : output }.Redact(target);

        RedactedFile InFolder(string file, string? written) => new(run, _options, _resume, plan, isDryRun, file, written, badRows) { IsOneOfSeveral = files.Length > 1, Beside = obstacle is null ? written : null };
    }

    private static string? ObstacleOf(bool isBatch, bool isDryRun, string? target, RedactionPlan plan, string? output) =>
        isBatch && isDryRun ? "with --dry-run progress is kept beside the --report of one file; name one, without --out-dir"
        : isDryRun ? target is null ? "with --dry-run progress is kept beside --report; name it" : null
        : plan.Numbers ? "values are numbered over the whole file, and what they were is not kept; use another --operator"
        : output is null ? "the standard output cannot be taken up again; name a file with --out" : null;

    /// <summary>Finds where the files of a folder go. Two of one name would be one.</summary>
    private static string?[] OutputsIn(string directory, string[] files, string?[] others)
    {
        if (files.Contains(DlpInput.StandardInput)) throw CliRefusalException.Usage("the standard input has no name to have in --out-dir; use --out");
        if (!Directory.Exists(directory)) throw CliRefusalException.Usage($"--out-dir: there is no folder {directory}; make it first");
        var names = Array.ConvertAll(files, file => Path.GetFileName(file)!);
        if (names.GroupBy(name => name, RealPath.Names).FirstOrDefault(same => same.Count() > 1) is { } twice) throw CliRefusalException.Usage($"--out-dir: two files are named {twice.Key}, and one would replace the other");
        var outputs = new List<string?>();
        foreach (var name in names) outputs.Add(DlpOptions.OutputOf("--out-dir", Path.Combine(directory, name), [.. files, .. others, .. outputs]));
        return [.. outputs];
    }
}
