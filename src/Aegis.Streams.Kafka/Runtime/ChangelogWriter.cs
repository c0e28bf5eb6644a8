using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>Writes what a transaction changed of a task's state, one record a key, behind the metadata that every changelog partition begins with.</summary>
internal sealed class ChangelogWriter(string topic, int partitionCount, Action<OutboundRecord> emit)
{
    public void Write(StreamTask task)
    {
        if (!task.State.HasChanges) return;
        var metadata = ChangelogRecord.Metadata(partitionCount);
        if (!task.State.TryGet(metadata.Key, default, out _))
        {
            emit(ChangelogRecord.Encode(topic, task.Partition, metadata));
            task.State.Put(metadata.Key, metadata.Entry!.Value.Value, null);
        }

        foreach (var change in task.State.Changes)
            if (!ChangelogRecord.IsMetadata(change.Key)) emit(ChangelogRecord.Encode(topic, task.Partition, change));
    }
}
