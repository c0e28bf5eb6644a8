using System.Collections.Concurrent;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp.Resuming;

/// <summary>
/// A run over a file whose progress is kept, so that a later run can go on with it. What is written is on the disk before the checkpoint that tells of
/// it is; checkpoints are made at the first ends of windows after whole intervals, so that they are the same whenever a run stopped.
/// </summary>
internal sealed class KeptRun : IDisposable
{
    private readonly ReadPart _read = new();
    private readonly ConcurrentQueue<(long Offset, string Digest)> _due = new();
    private readonly DlpInput _input;
    private readonly CheckpointFile _file;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly DlpCheckpoint? _before;
    private readonly long _interval;
    private long _next;
    private StreamPlace? _last;
    private bool _isStopped;
    private bool _isLeft;
    private bool _isStarted;

    /// <summary>Initializes a run.</summary>
    /// <param name="input">The file. It must not have been read.</param>
    /// <param name="how">How it is scanned.</param>
    /// <param name="settings">What the run was told.</param>
    /// <param name="file">The checkpoint.</param>
    /// <param name="before">Where the run goes on; <see langword="null"/>: it begins.</param>
    /// <param name="interval">After how many bytes progress is kept.</param>
    public KeptRun(DlpInput input, StreamScanOptions how, IReadOnlyDictionary<string, string> settings, CheckpointFile file, DlpCheckpoint? before, long interval)
    {
        (_input, _settings, _file, _before, _interval, _next) = (input, settings, file, before, interval, interval);
        Options = before is null ? how : how with { Scan = how.Scan with { LastYear = before.Year } };
        Tally = before is null ? new FindingTally(how.Split) : new FindingTally(how.Split, before.Tally);
        (HasCheckpoint, _isLeft) = (before is not null, before is not null);
        input.IsDigested = false; // It is digested window by window, so that the digest at the end of each is known.
    }

    /// <summary>Gets how the file is scanned.</summary>
    public StreamScanOptions Options { get; }

    /// <summary>Gets the file of bad rows of a run that nobody goes on with, whose draft this one removes; <see langword="null"/>: there is none.</summary>
    public string? Abandoned { get; init; }

    /// <summary>Gets what is counted.</summary>
    public FindingTally Tally { get; }

    /// <summary>Gets where the run goes on; <see langword="null"/>: it begins.</summary>
    public StreamPlace? From { get; private set; }

    /// <summary>Gets a value indicating whether there is a checkpoint to go on from.</summary>
    public bool HasCheckpoint { get; private set; }

    /// <summary>Gets a value indicating whether nothing is left to scan or write.</summary>
    public bool IsEnded => _before?.IsEnded ?? false;

    /// <summary>Gets what is written; <see langword="null"/>: nothing is.</summary>
    public DraftFile? Output { get; private set; }

    /// <summary>Gets the lines that are set aside; <see langword="null"/>: none yet.</summary>
    public DraftFile? BadRows { get; private set; }

    /// <summary>Goes to where the run that stopped was, and checks that all is as it was there.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="CliRefusalException">The file is another one.</exception>
    public void GoTo(CommandRun run)
    {
        if (_before is not { } before) return;
        if (_input.Length != before.InputBytes || _input.Written != before.InputWritten) throw CliRefusalException.Fault($"{_input.Name} was written since the run that stopped began; run without --resume to begin anew");
        using (var progress = new ProgressLine(run.Talk, $"checking {_input.Name}", "MB", run.Host.Time))
        {
            From = _read.GoTo(_input.Stream, before, at =>
            {
                run.Stopping.ThrowIfCancellationRequested();
                progress.Report(at / 1_000_000, (double)at / before.Split.Offset);
            });
        }

        if (From is null) throw CliRefusalException.Fault($"{_input.Name} does not begin any more as it did when the run that stopped read it; run without --resume to begin anew");
        (_next, _last) = (NextAfter(before.Split.Offset), From);
        run.Talk.Note(before.IsEnded ? $"{_input.Name} was done already, and is as it was" : $"{_input.Name}: going on after {before.Part}");
    }

    /// <summary>Opens the files that are written.</summary>
    /// <param name="output">The redacted file.</param>
    /// <param name="badRows">The file of lines that are set aside; <see langword="null"/>: none.</param>
    public void Open(string output, string? badRows)
    {
        Output = _before?.Output is { } mark ? DraftFile.Resume(output, mark, IsEnded) : DraftFile.Create(output, _input.Mode);
        if (badRows is not null && _before?.BadRows is { } bad) BadRows = DraftFile.Resume(badRows, bad, IsEnded);
    }

    /// <summary>Opens the file of lines that are set aside, at the first one.</summary>
    /// <param name="path">The file.</param>
    public DraftFile OpenBadRows(string path) => BadRows ??= DraftFile.Create(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

    /// <summary>Starts: from now on a fault that another run could get over leaves what there is.</summary>
    public void Start()
    {
        (_isStarted, _isLeft) = (true, false);
        if (Abandoned is not null and not RunSettings.None && BadRows is null) DraftFile.Discard(Abandoned);
        if (_before is null) _file.Delete();
    }

    /// <summary>Takes a window as soon as it is cut.</summary>
    /// <param name="window">The window.</param>
    public void Cut(RecordWindow window)
    {
        _read.Take(window);
        if (window.After.Offset < _next || !StreamPlace.MayFollow(window)) return;
        _next = NextAfter(window.After.Offset);
        _due.Enqueue((window.After.Offset, Digest()));
    }

    /// <summary>Says whether a checkpoint is made after a window.</summary>
    /// <param name="scanned">The window.</param>
    public bool IsDue(ScannedWindow scanned) => !_isStopped && _due.TryPeek(out var due) && due.Offset == scanned.Window.After.Offset;

    /// <summary>Makes a checkpoint after a window that is written and counted, if one is due.</summary>
    /// <param name="scanned">The window.</param>
    public void Keep(ScannedWindow scanned)
    {
        if (StreamPlace.MayFollow(scanned.Window)) _last = scanned.Place;
        if (!IsDue(scanned)) return;
        _due.TryDequeue(out var due);
        Save(_last!, due.Digest, isEnded: false);
    }

    /// <summary>Makes no more checkpoints: something blocks, and nothing more is written.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Makes the last checkpoint, when everything is written and before it has its name.</summary>
    public void End()
    {
        if (!_isStopped && !IsEnded && _last is not null) Save(_last, Digest(), isEnded: true);
    }

    /// <summary>Says that what is there stays for a later run, whatever ends this one.</summary>
    /// <returns>Whether a later run can go on.</returns>
    public bool Leave() => _isLeft = HasCheckpoint;

    /// <summary>Takes what ended the run.</summary>
    /// <param name="fault">What did.</param>
    /// <returns>Whether another run can go on.</returns>
    public bool MayGoOnAfter(Exception fault)
    {
        _isLeft |= HasCheckpoint && (fault is OperationCanceledException or IOException or UnauthorizedAccessException || fault.InnerException is IOException or UnauthorizedAccessException);
        return _isLeft;
    }

    /// <summary>Gets the digest of what was read.</summary>
    public string Digest() => _read.Digest();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var draft in (DraftFile?[])[Output, BadRows])
        {
            if (draft is null) continue;
            draft.IsLeft = _isLeft;
            draft.Dispose();
        }

        if (_isStarted && !_isLeft) _file.Delete();
        _read.Dispose();
    }

    private long NextAfter(long offset) => ((offset / _interval) + 1) * _interval;

    private void Save(StreamPlace place, string digest, bool isEnded)
    {
        _file.Save(new DlpCheckpoint
        {
            Settings = _settings,
            Year = Options.Scan.LastYear,
            InputBytes = _input.Length ?? 0,
            InputWritten = _input.Written,
            InputDigest = digest,
            Split = place.Split,
            PassedEnd = place.PassedEnd,
            HeaderStart = _read.HeaderStart,
            HeaderBytes = _read.HeaderBytes,
            Tally = Tally.Save(),
            Output = Output?.Mark(),
            BadRows = BadRows?.Mark(),
            IsEnded = isEnded,
        });
        HasCheckpoint = true;
    }
}
