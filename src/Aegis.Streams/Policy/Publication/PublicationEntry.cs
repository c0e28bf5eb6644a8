namespace Aegis.Streams.Policy.Publication;

/// <summary>One publication in the history.</summary>
/// <param name="Offset">Where its record stands in the topic.</param>
/// <param name="Id">Its id; empty: the record's key names none.</param>
/// <param name="Publication">What it says; <see langword="null"/>: it could not be read. Nothing in it is vouched for where the signature does not hold.</param>
/// <param name="State">What became of it.</param>
/// <param name="RefusalCode">One of <see cref="RefusalCodes"/>; <see langword="null"/>: it was not refused.</param>
/// <param name="Detail">What exactly, for people; <see langword="null"/>: there is no more to say.</param>
public sealed record PublicationEntry(long Offset, string Id, PolicyPublication? Publication, PublicationState State, string? RefusalCode = null, string? Detail = null);
