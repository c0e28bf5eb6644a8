using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aegis.Streams.Kafka.Runtime;

namespace Aegis.Streams.Cli.Bench;

/// <summary>Measures this process, and listens to the instruments of the stream runtime.</summary>
internal sealed class HostMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Process _process = Process.GetCurrentProcess();
    private long _commits;
    private long _aborts;
    private long _commitMicroseconds;

    public HostMeter()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == StreamMetrics.MeterName && instrument.Name is "aegis.stream.commits" or "aegis.stream.aborts" or "aegis.stream.commit_phase.duration")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (instrument.Name == "aegis.stream.commits") Interlocked.Add(ref _commits, value);
            else Interlocked.Add(ref _aborts, value);
        });
        _listener.SetMeasurementEventCallback<double>((_, milliseconds, _, _) => Interlocked.Add(ref _commitMicroseconds, (long)(milliseconds * 1000)));
        _listener.Start();
    }

    public HostReading Read(StreamsState state)
    {
        _process.Refresh();
        return new HostReading(
            state.ToString(),
            _process.TotalProcessorTime.TotalSeconds,
            GC.GetTotalAllocatedBytes(),
            GC.CollectionCount(0),
            GC.GetTotalPauseDuration().TotalSeconds,
            _process.PeakWorkingSet64,
            Interlocked.Read(ref _commits),
            Interlocked.Read(ref _aborts),
            Interlocked.Read(ref _commitMicroseconds) / 1e6);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _process.Dispose();
    }
}
