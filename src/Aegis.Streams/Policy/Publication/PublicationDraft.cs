namespace Aegis.Streams.Policy.Publication;

/// <summary>What is about to be published.</summary>
/// <param name="Payload">The content of the policy set and its files of terms.</param>
/// <param name="Parent">The id of the active publication, which this one replaces; <see langword="null"/>: none is active.</param>
/// <param name="Author">Who publishes, 1 to 256 characters.</param>
/// <param name="Message">Why, at most 4,096 characters; empty: not said.</param>
/// <param name="PublishedAt">The time.</param>
public sealed record PublicationDraft(PublicationPayload Payload, string? Parent, string Author, string Message, DateTimeOffset PublishedAt);
