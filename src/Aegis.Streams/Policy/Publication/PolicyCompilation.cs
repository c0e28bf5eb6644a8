namespace Aegis.Streams.Policy.Publication;

/// <summary>What a content gives.</summary>
/// <param name="Snapshot">The policy set; <see langword="null"/>: the content is none.</param>
/// <param name="Fault">Why not.</param>
public sealed record PolicyCompilation(PolicySnapshot? Snapshot, string? Fault);
