namespace Aegis.Streams.Dlp.Scanning;

/// <summary>What there is to do with a stretch of text.</summary>
internal enum StretchKind
{
    /// <summary>Nothing: no detector looks at any byte of it.</summary>
    Plain,

    /// <summary>It has places for detectors.</summary>
    Places,

    /// <summary>It is not what it means: not ASCII, or escaped. It must be decoded or folded first.</summary>
    Special,
}
