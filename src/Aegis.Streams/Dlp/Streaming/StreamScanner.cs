using System.Collections.Concurrent;

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
    public void Scan(Stream input, Action<ScannedWindow> take, CancellationToken stopping, StreamPlace? from = null, Action<RecordWindow>? cut = null)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var most = options.Threads + 2;
        var waiting = new BlockingCollection<ScannedWindow>(most);
        var ordered = new BlockingCollection<ScannedWindow>(most);
        var free = new BlockingCollection<ScannedWindow>();
        for (var i = 0; i < most; i++) free.Add(new ScannedWindow(), stopping);
        Task[] tasks =
        [
            Task.Factory.StartNew(() => Read(new RecordSplitter(input, options.Split, from), cut, free, waiting, ordered, ending.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default),
            .. Enumerable.Range(0, options.Threads).Select(_ => Task.Factory.StartNew(() => Work(waiting, ending.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        try
        {
            Take(new WindowSeam(from?.PassedEnd ?? 0), ordered, free, take, ending.Token);
            tasks[0].GetAwaiter().GetResult();
        }
        finally
        {
            // The reader may wait for a terminal or a pipe, which no token ends: it is left alone where the scan was stopped.
            ending.Cancel();
            foreach (var task in stopping.IsCancellationRequested ? tasks[1..] : tasks) ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        }
    }

    private static void Take(WindowSeam seam, BlockingCollection<ScannedWindow> ordered, BlockingCollection<ScannedWindow> free, Action<ScannedWindow> take, CancellationToken ending)
    {
        foreach (var scanned in ordered.GetConsumingEnumerable(ending))
        {
            scanned.Scanned.Task.WaitAsync(ending).GetAwaiter().GetResult();
            seam.Settle(scanned);
            take(scanned);
            free.Add(scanned, ending);
        }
    }

    private static void Read(RecordSplitter splitter, Action<RecordWindow>? cut, BlockingCollection<ScannedWindow> free, BlockingCollection<ScannedWindow> waiting, BlockingCollection<ScannedWindow> ordered, CancellationToken ending)
    {
        try
        {
            while (true)
            {
                var scanned = free.Take(ending);
                if (!splitter.Next(scanned.Window)) return;
                cut?.Invoke(scanned.Window);
                scanned.Scanned = new TaskCompletionSource();
                ordered.Add(scanned, ending);
                waiting.Add(scanned, ending);
            }
        }
        finally
        {
            waiting.CompleteAdding();
            ordered.CompleteAdding();
        }
    }

    private void Work(BlockingCollection<ScannedWindow> waiting, CancellationToken ending)
    {
        var scanner = new WindowScanner(options);
        foreach (var scanned in waiting.GetConsumingEnumerable(ending))
        {
            try
            {
                scanner.Scan(scanned);
                scanned.Scanned.SetResult();
            }
            catch (Exception fault)
            {
                // The one who waits for the window gets it, and ends the scan.
                scanned.Scanned.SetException(fault);
            }
        }
    }
}
