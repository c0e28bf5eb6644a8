namespace Aegis.Streams.Tests.Policy.Differential;

/// <summary>Which policies are generated.</summary>
internal enum GenerationProfile
{
    /// <summary>All that the language can say.</summary>
    Everything,

    /// <summary>Mostly what Cedar can say; some rules that it refuses are among them.</summary>
    Cedar,
}
