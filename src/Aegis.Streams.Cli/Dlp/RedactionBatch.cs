using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>Redacts several files, whatever becomes of each of them.</summary>
/// <param name="run">The run.</param>
/// <param name="files">The files.</param>
/// <param name="target">Where the report goes; <see langword="null"/>: nowhere.</param>
/// <param name="isResumed">Whether it goes on where a run stopped.</param>
internal sealed class RedactionBatch(CommandRun run, IReadOnlyList<RedactedFile> files, string? target, bool isResumed)
{
    // What counts where each file has a code of its own.
    private static readonly int[] Severest = [ExitCodes.Fault, ExitCodes.DlpBlocked, ExitCodes.Incomplete];

    /// <summary>Redacts them.</summary>
    /// <returns>The exit code: the severest of those of the files.</returns>
    public int Redact()
    {
        // One that begins anew begins all of them anew: what is left of an older one would be mixed into it.
        if (!isResumed) foreach (var file in files) file.Abandon();
        var codes = new SortedSet<int>();
        try
        {
            foreach (var file in files) codes.Add(Redact(file));
        }
        catch (OperationCanceledException)
        {
            // What was done stays, and so does what is said of it.
            TellOfRest();
            try
            {
                Save();
            }
            catch (CliRefusalException fault)
            {
                run.Talk.Fault(fault.Message);
            }

            throw;
        }

        try
        {
            Save();
        }
        catch (CliRefusalException)
        {
            TellOfRest();
            throw;
        }

        if (!codes.Contains(ExitCodes.Fault)) Forget();
        else if (!isResumed) TellOfRest();
        return Severest.Where(codes.Contains).Append(codes.Max).First();
    }

    private int Redact(RedactedFile file)
    {
        try
        {
            return file.Redact(target: null);
        }
        catch (Exception fault) when (fault is CliRefusalException or UnauthorizedAccessException or (IOException and not OutputClosedException and not OutputFailedException))
        {
            run.Talk.Fault(fault is CliRefusalException ? fault.Message : $"{file.Name}: {fault.Message}");
            if (file.IsKept && isResumed) run.Talk.Note($"without {file.Checkpoint.Path} the same command begins anew with this file, and goes on with the others");
            return fault is CliRefusalException { ExitCode: not ExitCodes.Usage } refusal ? refusal.ExitCode : ExitCodes.Fault; // Others were done.
        }
    }

    /// <summary>Removes the checkpoints of files that are done: all of them are.</summary>
    private void Forget()
    {
        try
        {
            foreach (var file in files.Where(file => file.IsKept)) file.Checkpoint.Delete();
        }
        catch (CliRefusalException fault)
        {
            run.Talk.Note($"all is done, but {fault.Message}");
        }
    }

    private void TellOfRest()
    {
        if (files.Any(file => file.IsKept)) run.Talk.Note("the same command with --resume does what is left");
    }

    private void Save()
    {
        if (target is not null) DlpReportJson.Save(target, [.. files.Select(file => file.Report).OfType<DlpReport>()]);
    }
}
