using System.Diagnostics;

namespace Aegis.Streams.IntegrationTests.Brokers;

/// <summary>One broker and controller of a <see cref="KafkaCluster"/>: a process that a test can stop, kill, freeze and bring back on its data.</summary>
public sealed class KafkaNode
{
    private const string StartedMark = "Kafka Server started";
    private const string TraceMark = " TRACE ";
    private const int KeptLines = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly KafkaDistribution _distribution;
    private readonly string _folder;
    private readonly Queue<string> _log = new();
    private readonly MarkerLog _markers = new();
    private Process? _process;

    internal KafkaNode(KafkaDistribution distribution, string folder) => (_distribution, _folder) = (distribution, folder);

    /// <summary>Gets how many transactions the broker called complete without having written their markers, since it knew no leaders.</summary>
    public int TransactionsWithoutMarkers
    {
        get
        {
            lock (_log) return _markers.Dropped;
        }
    }

    /// <summary>Gets how many of them are commits that it may have written in some partitions only: what holds then is not what this product promises.</summary>
    public int TornCommits
    {
        get
        {
            lock (_log) return _markers.Torn;
        }
    }

    private string Settings => Path.Combine(_folder, "server.properties");

    private string PidFile => Path.Combine(_folder, "pid");

    /// <summary>Starts the process and waits until it serves; on data of an earlier run it goes on with them.</summary>
    public void Start()
    {
        Assert.Null(_process);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = Program(_distribution.StartProgram, Settings), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Keep(line.Data, started);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, started);
        process.Exited += (_, _) => started.TrySetException(new InvalidOperationException("The broker ended while it started."));
        process.Start();
        _process = process;
        File.WriteAllText(PidFile, $"{process.Id}");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            if (!started.Task.Wait(Patience)) throw new InvalidOperationException($"The broker does not serve after {Patience}.");
        }
        catch (Exception fault) when (fault is AggregateException or InvalidOperationException)
        {
            Kill();
            throw new InvalidOperationException($"The broker in {_folder} did not start:\n{string.Join('\n', Log)}", fault);
        }
    }

    /// <summary>Stops in order: leaders move, logs are closed.</summary>
    public void Stop()
    {
        Signal("TERM");
        if (!_process!.WaitForExit(Patience)) _process.Kill();
        Forget();
    }

    /// <summary>Ends the process at once, as a crash does.</summary>
    public void Kill()
    {
        if (_process is null) return;
        _process.Kill();
        Forget();
        lock (_log) _markers.NoteKill();
    }

    /// <summary>Freezes the process (SIGSTOP): its connections stay open and nobody answers.</summary>
    public void Pause() => Signal("STOP");

    /// <summary>Lets a frozen process go on.</summary>
    public void Resume() => Signal("CONT");

    internal void Format(string clusterId)
    {
        using var format = Process.Start(Program(_distribution.StorageProgram, "format", "-t", clusterId, "-c", Settings))!;
        format.OutputDataReceived += (_, line) => Keep(line.Data, null);
        format.ErrorDataReceived += (_, line) => Keep(line.Data, null);
        format.BeginOutputReadLine();
        format.BeginErrorReadLine();
        format.WaitForExit();
        if (format.ExitCode != 0) throw new InvalidOperationException($"The storage in {_folder} was not formatted:\n{string.Join('\n', Log)}");
    }

    private string[] Log
    {
        get
        {
            lock (_log) return [.. _log];
        }
    }

    private void Keep(string? line, TaskCompletionSource? started)
    {
        if (line is null) return;
        lock (_log)
        {
            _markers.Read(line);
            if (!line.Contains(TraceMark, StringComparison.Ordinal)) _log.Enqueue(line);
            if (_log.Count > KeptLines) _log.Dequeue();
        }

        if (line.Contains(StartedMark, StringComparison.Ordinal)) started?.TrySetResult();
    }

    private void Signal(string name)
    {
        Assert.NotNull(_process);
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private void Forget()
    {
        _process!.WaitForExit();
        _process.Dispose();
        _process = null;
        File.Delete(PidFile);
    }

    private ProcessStartInfo Program(string program, params string[] arguments)
    {
        var logging = Path.Combine(Path.GetDirectoryName(_folder)!, "log4j2.yaml");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // A full distribution and a trimmed one read the place of the log settings from different variables.
        start.Environment["KAFKA_LOG4J"] = logging;
        start.Environment["KAFKA_LOG4J_OPTS"] = $"-Dlog4j2.configurationFile={logging}";
        start.Environment["LOG_DIR"] = _folder;
        start.Environment["KAFKA_HEAP_OPTS"] = "-Xms256m -Xmx512m";
        return start;
    }
}
