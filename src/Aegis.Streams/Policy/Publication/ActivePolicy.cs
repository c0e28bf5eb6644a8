namespace Aegis.Streams.Policy.Publication;

/// <summary>A policy set that a publication activated.</summary>
/// <param name="Publication">The publication.</param>
/// <param name="Offset">Where its record stands in the topic.</param>
/// <param name="Snapshot">The set.</param>
/// <param name="Payload">Its content and its files of terms.</param>
public sealed record ActivePolicy(PolicyPublication Publication, long Offset, PolicySnapshot Snapshot, PublicationPayload Payload);
