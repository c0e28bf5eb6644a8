using Aegis.Streams.Kafka.Clients;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>Measures how far a thread's inputs are behind, and how its tasks stand, once a second: worth knowing, but no reason to fail.</summary>
internal sealed class LagWatch(IGroupConsumer consumer, TaskSet tasks, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private long _measuredAt;

    /// <summary>Gets the lag of each input of which it is known. May be read from any thread.</summary>
    public IReadOnlyList<KeyValuePair<LogPartition, long>> Lags { get; private set; } = [];

    /// <summary>Gets the tasks. May be read from any thread.</summary>
    public IReadOnlyList<TaskReading> Tasks { get; private set; } = [];

    public void Measure()
    {
        if (time.GetElapsedTime(_measuredAt) < Interval) return;
        _measuredAt = time.GetTimestamp();
        Lags = [.. from input in tasks.Inputs let lag = Lag(input) where lag is not null select KeyValuePair.Create(input, lag.Value)];
        Tasks = tasks.Read(input => Lags.Where(lag => lag.Key == input).Select(lag => (long?)lag.Value).FirstOrDefault());
    }

    private long? Lag(LogPartition input)
    {
        try
        {
            return consumer.Lag(input);
        }
        catch (StreamClientException)
        {
            return null;
        }
    }
}
