using System.Text.Json;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Server.Health;

namespace Aegis.Streams.Server.Admin;

/// <summary>What the admin port tells of the instance as a whole: its state and its settings.</summary>
internal sealed class InstancePages(AdminInstance instance, TimeProvider time)
{
    private readonly Readiness _readiness = new(instance.Application, instance.Facade?.Decider);
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly long _started = time.GetTimestamp();

    /// <summary>Tells the state.</summary>
    public void WriteState(Utf8JsonWriter json)
    {
        var (application, facade) = (instance.Application, instance.Facade);
        var missing = _readiness.Missing();
        json.WriteString("version", typeof(AdminHost).Assembly.GetName().Version?.ToString(3));
        json.WriteString("application_id", instance.ApplicationId);
        json.WriteString("instance_id", instance.InstanceId);
        json.WriteTexts("roles", instance.Roles);
        json.WriteString("started_at", _startedAt);
        json.WriteNumber("uptime_seconds", (long)time.GetElapsedTime(_started).TotalSeconds);
        json.WriteString("state", NameOf(application.State));
        json.WriteNumber("restored_percent", (int)(application.Progress * 100));
        json.WriteBoolean("ready", missing.Count == 0);
        json.WriteTexts("missing", missing);
        json.WriteStartArray("running_tasks");
        foreach (var task in application.RunningTasks.Order()) json.WriteNumberValue(task);
        json.WriteEndArray();
        WriteThreads(json, application.Threads);
        json.WriteBoolean("draining", facade is { Decider.IsDraining: true });
        json.WriteNumber("calls_under_way", facade?.Decider.UnderWay ?? 0);
        json.WriteNumber("pending_bytes", facade?.PendingBytes ?? 0);
    }

    /// <summary>Tells the settings: those that may be shown with their values, of the others whether they were given.</summary>
    public void WriteConfig(Utf8JsonWriter json)
    {
        json.WriteStartArray("settings");
        foreach (var setting in instance.Settings)
        {
            json.WriteStartObject();
            json.WriteString("name", setting.Name);
            json.WriteBoolean("given", setting.IsGiven);
            if (setting.IsShown) json.WriteString("value", setting.Value);
            else json.WriteBoolean("hidden", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteThreads(Utf8JsonWriter json, IReadOnlyList<ThreadReading> threads)
    {
        json.WriteStartArray("threads");
        foreach (var thread in threads)
        {
            json.WriteStartObject();
            json.WriteString("name", thread.Name);
            json.WriteBoolean("ready", thread.IsReady);
            json.WriteBoolean("producer", thread.HasProducer);
            json.WriteNumber("commits", thread.Commits);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string NameOf(StreamsState state) => state switch
    {
        StreamsState.Created => "created",
        StreamsState.Restoring => "restoring",
        StreamsState.Running => "running",
        StreamsState.PendingShutdown => "pending_shutdown",
        StreamsState.NotRunning => "not_running",
        _ => "error",
    };
}
