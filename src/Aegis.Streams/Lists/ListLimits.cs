namespace Aegis.Streams.Lists;

/// <summary>The bounds of what travels of a list. A chunk that grows fivefold, as dense addresses do that become hashes, still fits into a record of 2 MiB.</summary>
public static class ListLimits
{
    /// <summary>After how many bytes a chunk ends with the next row.</summary>
    public const int ChunkBytes = 128 * 1024;

    /// <summary>How long a row may be; a longer one is a bad row.</summary>
    public const int LongestRowBytes = 256 * 1024;

    /// <summary>The most bytes of a chunk.</summary>
    public const int MostChunkBytes = 512 * 1024;

    /// <summary>The most bytes of the record that names the columns.</summary>
    public const int MostHeaderBytes = 64 * 1024;

    /// <summary>The most cells of a row.</summary>
    public const int MostCells = 65_536;

    /// <summary>The most columns that are named otherwise than in the file.</summary>
    public const int MostColumns = 1024;

    /// <summary>The most bytes that may go out of a chunk.</summary>
    public const int MostOutputBytes = 2_000_000;
}
