namespace Aegis.Streams.Policy.Publication;

/// <summary>The bounds of publications, which every reader and writer shares (`docs/formats/policy-publication.md`).</summary>
public static class PublicationLimits
{
    /// <summary>The most bytes of one record of content and files of terms: half of what a broker takes without being told otherwise.</summary>
    public const int MaxChunkBytes = 512 << 10;

    /// <summary>The most records of one content with its files of terms.</summary>
    public const int MaxChunks = 64;

    /// <summary>The most bytes of a content with its files of terms, 32 MiB.</summary>
    public const int MaxContentBytes = MaxChunkBytes * MaxChunks;

    /// <summary>The most characters of an author.</summary>
    public const int MaxAuthorLength = 256;

    /// <summary>The most characters of a message.</summary>
    public const int MaxMessageLength = 4096;
}
