namespace Aegis.Streams.Kafka.Testing;

/// <summary>An EndTxn request that the network delays: it counts for whatever transaction its epoch has open when it arrives (librdkafka#5423).</summary>
internal sealed record LateRequest(DateTimeOffset DueAt, string TransactionalId, int Epoch, bool Commit);
