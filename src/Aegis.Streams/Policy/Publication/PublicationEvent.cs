namespace Aegis.Streams.Policy.Publication;

/// <summary>A publication was activated or refused.</summary>
/// <param name="Entry">The publication as it stands now.</param>
/// <param name="Activated">The policy set and its content, if it was activated; else <see langword="null"/>.</param>
public sealed record PublicationEvent(PublicationEntry Entry, ActivePolicy? Activated);
