namespace Aegis.Streams.Dlp.Detectors;

/// <summary>When a detector looks.</summary>
internal enum DetectorTier
{
    /// <summary>Always: the value alone decides.</summary>
    Value,

    /// <summary>Always, and reports only what a key, a column or a word speaks for.</summary>
    Context,

    /// <summary>Only where a profile asks for it.</summary>
    OnDemand,
}
