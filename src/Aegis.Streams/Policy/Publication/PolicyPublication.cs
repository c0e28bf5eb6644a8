namespace Aegis.Streams.Policy.Publication;

/// <summary>What the publisher of a policy set vouches for.</summary>
public sealed record PolicyPublication
{
    /// <summary>Gets the id: SHA-256 of the signed bytes, 64 lower-case hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the revision: SHA-256 of the content, 64 lower-case hex digits.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the length of the content in bytes.</summary>
    public required int ContentBytes { get; init; }

    /// <summary>Gets the length of the files of terms in bytes, which follow the content; 0: there are none.</summary>
    public required int TermsBytes { get; init; }

    /// <summary>Gets SHA-256 of the files of terms, 64 lower-case hex digits; <see langword="null"/>: there are none.</summary>
    public required string? TermsHash { get; init; }

    /// <summary>Gets the number of records that carry the content and the files of terms.</summary>
    public required int ChunkCount { get; init; }

    /// <summary>Gets the id of the publication that this one replaces; <see langword="null"/>: it is the first one.</summary>
    public required string? Parent { get; init; }

    /// <summary>Gets who published it: what the holder of the key claims.</summary>
    public required string Author { get; init; }

    /// <summary>Gets why; empty: not said.</summary>
    public required string Message { get; init; }

    /// <summary>Gets when it was signed, by the publisher's clock.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Gets the key that signed it: its JWK thumbprint (RFC 7638).</summary>
    public required string KeyId { get; init; }
}
