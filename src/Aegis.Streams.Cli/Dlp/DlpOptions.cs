using System.CommandLine;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Cli.Policies;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>What both verbs are told: what the files hold, what is looked for, how, and where the report goes.</summary>
internal sealed class DlpOptions
{
    private const string Auto = "auto";
    private readonly ChoiceOption _format = new("--format", "What the files hold. auto: what their names end in, else what they begin with.", Auto, "csv", "jsonl", "text");
    private readonly DelimitedOptions _delimited = new();
    private readonly ColumnOption _columns = new();
    private readonly Option<string?> _entities = new("--entities") { Description = "What is looked for, with commas between: EMAIL,PHONE. Default: all but DRIVER_LICENSE, CRYPTO_WALLET, MAC_ADDRESS and URL, whose shapes are weak.", HelpName = "NAMES" };
    private readonly Option<bool> _includeWeak = new("--include-weak") { Description = "Look for the weak ones too, and undo rare disguises: hexadecimal, quoted-printable, rot13, spelled digits. Base64, escapes, percent-encoding, character references and look-alike characters are always undone." };
    private readonly NumberOption _threshold = new("--threshold", "The confidence from which on something counts as found. 50 and less: also what needs a key, a column or a word, and has none, such as bare digits.", least: 0, most: 100, usual: 60);
    private readonly NumberOption _threads = new("--threads", "How many threads scan. Default: the number of cores.", least: 1, most: 256);
    private readonly Option<string?> _report = new("--report") { Description = "Write a report in JSON to this file: counts, masked samples, confidence, digests.", HelpName = "FILE" };

    private readonly ProfileOption _profile = new();

    /// <summary>Adds them.</summary>
    /// <param name="verb">The verb.</param>
    public void AddTo(Verb verb)
    {
        foreach (var option in (Option[])[_format, .. _delimited.Options, _columns.Option, _entities, _includeWeak, _threshold, _threads, _report, .. _profile.Options]) verb.Add(option);
    }

    /// <summary>Reads which profile of policy governs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="others">What else would contradict one.</param>
    /// <returns>The profile; <see langword="null"/>: there is none.</returns>
    /// <exception cref="CliRefusalException">It cannot be found, or an option contradicts it.</exception>
    public RecordProfile? Profile(CommandRun run, params IEnumerable<Option> others) => _profile.Of(run, [_entities, _includeWeak, _threshold, .. others]);

    /// <summary>Reads where the report goes.</summary>
    /// <param name="run">The run.</param>
    /// <param name="inputs">The files that are read.</param>
    /// <returns>The path; <see langword="null"/>: there is none.</returns>
    public string? Report(CommandRun run, IEnumerable<string> inputs) => OutputOf("--report", run.Value(_report), inputs);

    /// <summary>Checks a path that is written to.</summary>
    /// <param name="option">What names it.</param>
    /// <param name="path">The path.</param>
    /// <param name="others">The files that it must not be.</param>
    /// <returns>The path; <see langword="null"/>: there is none.</returns>
    public static string? OutputOf(string option, string? path, IEnumerable<string?> others)
    {
        if (path is null) return null;
        OutputPath.Require(option, path);
        try
        {
            var real = RealPath.Of(path);
            return others.OfType<string>().Any(other => other != DlpInput.StandardInput && RealPath.Names.Equals(RealPath.Of(other), real))
                ? throw CliRefusalException.Usage($"{option} must not be another file of the same command: {path}")
                : path;
        }
        catch (IOException fault)
        {
            throw CliRefusalException.Fault($"{option}: {fault.Message}", fault);
        }
    }

    /// <summary>Reads how a file is scanned.</summary>
    /// <param name="run">The run.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="head">How it begins.</param>
    /// <returns>The options.</returns>
    /// <exception cref="CliRefusalException">They are wrong, or what the file holds cannot be told.</exception>
    public StreamScanOptions Of(CommandRun run, string name, byte[] head)
    {
        var format = run.Value(_format) switch
        {
            "csv" => RecordFormat.Csv,
            "jsonl" => RecordFormat.JsonLines,
            "text" => RecordFormat.Text,
            _ => FormatGuess.OfName(name) ?? FormatGuess.OfContent(name, head),
        };
        var split = format == RecordFormat.Csv ? _delimited.Of(run, name, head) : new SplitOptions { Format = format };
        var profile = Profile(run);
        if (profile is not null) ProfileOption.Require(profile, name, head, split);
        return new StreamScanOptions(split, new ScanOptions(Entities(run), run.Host.Time.GetUtcNow().Year) { Weak = run.Value(_includeWeak) ? WeakForms.All : WeakForms.None })
        {
            Columns = _columns.Of(run, name, head, split),
            Threshold = profile?.Threshold ?? (int)run.Value(_threshold)!.Value,
            Profile = profile,
            Threads = (int)(run.Value(_threads) ?? Environment.ProcessorCount),
        };
    }

    /// <summary>Refuses options that contradict each other.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="CliRefusalException">Some do.</exception>
    public void Check(CommandRun run)
    {
        _delimited.Check(run, run.Value(_format)!);
        _ = Entities(run);
    }

    /// <summary>Says why what a file holds cannot be told whole: no record names its columns, and nobody said what they hold or that it does not matter.</summary>
    /// <param name="run">The run.</param>
    /// <param name="how">How the file is scanned.</param>
    /// <returns>Whether that is so.</returns>
    public bool IsNameless(CommandRun run, StreamScanOptions how) => how.Split is { Format: RecordFormat.Csv, HasHeader: false } && how.Columns.Count == 0 && !_delimited.IsWithoutNames(run);

    /// <summary>Reads what is looked for.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The entities.</returns>
    public EntitySet Entities(CommandRun run) =>
        run.Value(_entities) is { } names
        ? EntitySet.Of([.. names.Split(',', StringSplitOptions.TrimEntries).Select(name => EntityOf("--entities", name))])
        : run.Value(_includeWeak) ? EntitySet.All
        : EntitySet.Default;

    /// <summary>Finds an entity.</summary>
    /// <param name="option">What names it.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The entity.</returns>
    /// <exception cref="CliRefusalException">There is none of this name.</exception>
    public static DlpEntity EntityOf(string option, string name) => DlpEntities.TryParse(name.ToUpperInvariant(), out var entity)
        ? entity
        : throw CliRefusalException.Usage($"{option}: there is no entity `{name}`; there are {string.Join(", ", DlpEntities.All.Select(DlpEntities.NameOf))}");
}
