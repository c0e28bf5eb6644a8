using System.CommandLine;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp.Resuming;

/// <summary>`--resume` and `--checkpoint`: whether a run goes on where one stopped, and how often progress is kept for that.</summary>
internal sealed class ResumeOptions
{
    private const long BytesOfMegabyte = 1_000_000;
    private readonly Option<bool> _resume;
    private readonly NumberOption _checkpoint = new("--checkpoint", "After how many megabytes of the file progress is kept for --resume; 0: never. Shorter files are done at once.", least: 0, most: 1_000_000, usual: 256);

    /// <summary>Initializes the options.</summary>
    /// <param name="beside">What names the file beside which progress is kept.</param>
    public ResumeOptions(string beside) => _resume = new Option<bool>("--resume")
    {
        Description = $"Go on where a run of the same command stopped that was killed, interrupted or had no room left; without one, begin. Progress is kept beside {beside}. The file that is read and what was written are checked first. What comes out is the same.",
    };

    /// <summary>Adds them.</summary>
    /// <param name="verb">The verb.</param>
    public void AddTo(Verb verb)
    {
        verb.Add(_resume);
        verb.Add(_checkpoint);
    }

    /// <summary>Says whether a run is to go on where one stopped.</summary>
    /// <param name="run">The run.</param>
    public bool IsAsked(CommandRun run) => run.Value(_resume);

    /// <summary>Refuses to go on where nothing can be kept.</summary>
    /// <param name="run">The run.</param>
    /// <param name="obstacle">Why nothing can be; <see langword="null"/>: something can.</param>
    /// <exception cref="CliRefusalException">It was asked for.</exception>
    public void Check(CommandRun run, string? obstacle)
    {
        obstacle ??= run.Value(_checkpoint) == 0 ? "with --checkpoint 0 nothing is kept to go on from" : null;
        if (obstacle is not null && run.Value(_resume)) throw CliRefusalException.Usage($"--resume: {obstacle}");
    }

    /// <summary>Begins a run whose progress is kept, or goes on with one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="input">The file.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="how">How the file is scanned.</param>
    /// <param name="beside">The file beside which progress is kept; <see langword="null"/>: it cannot be.</param>
    /// <param name="add">Adds to what the run was told.</param>
    /// <param name="isOneOfSeveral">Whether other files are done with it: then one that cannot be taken up again is done anew.</param>
    /// <returns>The run; <see langword="null"/>: nothing is kept.</returns>
    /// <exception cref="CliRefusalException">It cannot go on.</exception>
    public KeptRun? Begin(CommandRun run, DlpInput input, string verb, StreamScanOptions how, string? beside, Action<OrderedDictionary<string, string>>? add = null, bool isOneOfSeveral = false)
    {
        if (beside is null) return null;
        var (isResumed, interval) = (run.Value(_resume), run.Value(_checkpoint)!.Value * BytesOfMegabyte);
        var isNamedTooLong = !CheckpointFile.FitsBeside(beside);
        var obstacle = input.Obstacle ?? (isNamedTooLong ? $"the name of {beside} leaves no room for that of a checkpoint beside it; use a shorter one" : null);
        if (!isOneOfSeveral) Check(run, obstacle);
        if (isNamedTooLong && interval > 0 && input.Length > interval) run.Talk.Note($"no progress is kept: {obstacle}");
        var file = CheckpointFile.Of(beside);
        var before = file.Read();
        if (before is null && isResumed && !isOneOfSeveral) run.Talk.Note($"there is no checkpoint {file.Path}, so this run begins anew");
        if (before is not null && !isResumed) TellOf(run, file, before);
        var abandoned = isResumed ? null : before;
        if (!isResumed) before = null;
        if ((obstacle is not null && before is null) || interval == 0 || (before is null && input.Length <= interval))
        {
            if (abandoned is not null) Discard(file, beside, abandoned);
            return null;
        }

        if (before is not null && obstacle is not null) throw CliRefusalException.Fault($"{input.Name} was written since the run that stopped began: {obstacle}");
        var settings = RunSettings.Of(verb, input.Name, how, interval);
        add?.Invoke(settings);
        if (before is not null && RunSettings.Difference(before.Settings, settings) is { } difference) throw CliRefusalException.Usage($"--resume: {difference}; say the same as then, or run without --resume to begin anew");
        return new KeptRun(input, how, settings, file, before, interval) { Abandoned = abandoned?.Settings.GetValueOrDefault(RunSettings.BadRows) };
    }

    /// <summary>Removes what a run left that nobody goes on with, if it did.</summary>
    /// <param name="run">The run that begins anew.</param>
    /// <param name="beside">The file beside which progress was kept.</param>
    public static void Abandon(CommandRun run, string beside)
    {
        var file = CheckpointFile.Of(beside);
        try
        {
            if (file.Read() is not { } before) return;
            TellOf(run, file, before);
            Discard(file, beside, before);
        }
        catch (CliRefusalException)
        {
            // It is told of where the file itself is at hand.
        }
    }

    private static void TellOf(CommandRun run, CheckpointFile file, DlpCheckpoint before) =>
        run.Talk.Note($"{file.Path} is of a run that stopped after {before.Part}; --resume would go on from there, and this run begins anew");

    private static void Discard(CheckpointFile file, string beside, DlpCheckpoint abandoned)
    {
        DraftFile.Discard(beside);
        if (abandoned.Settings.GetValueOrDefault(RunSettings.BadRows, RunSettings.None) is var badRows && badRows != RunSettings.None) DraftFile.Discard(badRows);
        file.Delete();
    }
}
