namespace Aegis.Streams.Kafka.SchemaRegistry;

/// <summary>One contract in a schema registry.</summary>
/// <param name="Subject">Its subject: `topic-value`, or its file's name where other files import it.</param>
/// <param name="Version">Its version in the subject.</param>
/// <param name="Id">Its id in the registry.</param>
public sealed record RegisteredContract(string Subject, int Version, int Id);
