using System.Text.Json;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Tables;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Server.Admin;

/// <summary>What the admin port tells of what decides: its partitions, its tables, its policies.</summary>
internal sealed class RuntimePages(DecisionApplication application)
{
    /// <summary>Tells the partition numbers that the instance was given, and how far their tasks are.</summary>
    public void WritePartitions(Utf8JsonWriter json)
    {
        json.WriteStartArray("partitions");
        foreach (var (thread, task) in application.Threads.SelectMany(thread => thread.Tasks.Select(task => (thread, task))).OrderBy(pair => pair.task.Partition))
        {
            json.WriteStartObject();
            json.WriteNumber("partition", task.Partition);
            json.WriteString("state", task.State);
            json.WriteString("thread", thread.Name);
            json.WriteStartArray("inputs");
            foreach (var input in task.Inputs) WriteInput(json, input);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Tells how far the global tables were read.</summary>
    public void WriteTables(Utf8JsonWriter json)
    {
        json.WriteBoolean("complete", application.HasTables);
        json.WriteStartArray("tables");
        foreach (var table in application.Tables)
        {
            json.WriteStartObject();
            json.WriteString("topic", table.Topic);
            json.WriteBoolean("complete", table.IsComplete);
            json.WriteNumber("rows", table.Rows);
            json.WriteNumber("age_seconds", (long?)table.Age?.TotalSeconds);
            json.WriteStartArray("partitions");
            foreach (var partition in table.Partitions) WritePartition(json, partition);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Tells which policies decide, who published them, and what was refused last.</summary>
    public void WritePolicy(Utf8JsonWriter json)
    {
        var (policy, active) = (application.Policy, application.ActivePublication);
        json.WriteString("revision", policy?.Revision);
        json.WriteNumber("rules", policy?.Documents.Sum(document => document.Rules.Length) ?? 0);
        json.WriteBoolean("stale", application.IsPolicyStale);
        if (active is null) json.WriteNull("publication");
        else WritePublication(json, active.Publication, active.Offset);
        if (application.LastPolicyRefusal is { } refused) WriteRefusal(json, refused);
        else json.WriteNull("last_refusal");
    }

    private static void WriteInput(Utf8JsonWriter json, InputReading input)
    {
        json.WriteStartObject();
        json.WriteString("topic", input.Topic);
        json.WriteNumber("committed_offset", input.CommittedOffset);
        json.WriteNumber("lag", input.Lag);
        json.WriteEndObject();
    }

    private static void WritePartition(Utf8JsonWriter json, TablePartitionReading partition)
    {
        json.WriteStartObject();
        json.WriteNumber("partition", partition.Partition);
        json.WriteNumber("next_offset", partition.NextOffset);
        json.WriteNumber("end_offset", partition.EndOffset);
        json.WriteEndObject();
    }

    private static void WritePublication(Utf8JsonWriter json, PolicyPublication publication, long offset)
    {
        json.WriteStartObject("publication");
        json.WriteString("id", publication.Id);
        json.WriteNumber("offset", offset);
        json.WriteString("author", publication.Author);
        json.WriteString("message", publication.Message);
        json.WriteString("published_at", publication.PublishedAt);
        json.WriteString("key_id", publication.KeyId);
        json.WriteEndObject();
    }

    private static void WriteRefusal(Utf8JsonWriter json, PublicationEntry refused)
    {
        json.WriteStartObject("last_refusal");
        json.WriteString("id", refused.Id);
        json.WriteNumber("offset", refused.Offset);
        json.WriteString("code", refused.RefusalCode);
        json.WriteString("detail", refused.Detail);
        json.WriteEndObject();
    }
}
