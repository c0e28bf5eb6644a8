namespace Aegis.Streams.Dlp.Scanning;

/// <summary>How many bytes of a text are looked at together. Whatever it is, the masks are the same.</summary>
internal enum BlockWidth
{
    /// <summary>16, as every processor can.</summary>
    Bytes16,

    /// <summary>32, by AVX2.</summary>
    Bytes32,

    /// <summary>64, by AVX-512.</summary>
    Bytes64,
}
