namespace Aegis.Streams.Dlp.Streaming;

/// <summary>
/// Scans a stream of any length in constant memory: one thread reads and cuts, some scan, and the one that asked gets the windows in their
/// order. The windows and what is found in them are the same for any number of threads and any way the bytes come in.
/// </summary>
/// <param name="options">How.</param>
public sealed class StreamScanner(StreamScanOptions options)
{
    /// <summary>Scans a stream.</summary>
    /// <param name="input">The stream; it is read to its end.</param>
    /// <param name="take">Takes the windows in their order, on this thread. What it throws ends the scan.</param>
    /// <param name="stopping">Ends the scan.</param>
    /// <param name="from">Where the stream goes on that is scanned; <see langword="null"/>: it begins.</param>
    /// <param name="cut">Sees the windows in their order as soon as they are cut, on the thread that reads.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    /// <exception cref="ArgumentException">There are no threads that scan.</exception>
    public void Scan(Stream input, Action<ScannedWindow> take, CancellationToken stopping, StreamPlace? from = null, Action<RecordWindow>? cut = null)
    {
        if (options.Threads < 1) throw new ArgumentException("A scan needs a thread at least.");
        var line = new WindowLine(options.Threads + 2);
        WindowScanner[] scanners = [.. Enumerable.Range(0, options.Threads).Select(_ => new WindowScanner(options))];
        using var ending = stopping.Register(line.End);
        Task[] tasks =
        [
            Start(() => Read(input, from, cut, line)),
            .. scanners.Select(scanner => Start(() => Work(scanner, line))),
        ];
        var isDone = false;
        try
        {
            var seam = new WindowSeam(from?.PassedEnd ?? 0);
            for (; line.Take() is { } scanned; line.Free())
            {
                seam.Settle(scanned);
                take(scanned);
            }

            stopping.ThrowIfCancellationRequested();
            isDone = true;
        }
        finally
        {
            // The reader may wait for a terminal or a pipe, which nothing ends: it is left alone unless all was read.
            line.End();
            foreach (var task in isDone ? tasks : tasks[1..]) ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        }
    }

    private static Task Start(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Read(Stream input, StreamPlace? from, Action<RecordWindow>? cut, WindowLine line)
    {
        Exception? fault = null;
        try
        {
            var splitter = new RecordSplitter(input, options.Split, from);
            while (line.WaitForFree() is { } scanned && splitter.Next(scanned.Window))
            {
                cut?.Invoke(scanned.Window);
                line.AddCut();
            }
        }
        catch (Exception thrown)
        {
            // The one who waits for what comes next gets it, and ends the scan.
            fault = thrown;
        }

        line.Complete(fault);
    }

    private static void Work(WindowScanner scanner, WindowLine line)
    {
        while (line.Claim() is { } scanned)
        {
            Exception? fault = null;
            try
            {
                scanner.Scan(scanned);
            }
            catch (Exception thrown)
            {
                // The one who waits for the window gets it, and ends the scan.
                fault = thrown;
            }

            line.AddScanned(scanned, fault);
        }
    }
}
