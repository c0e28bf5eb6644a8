namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Which policies are generated.</summary>
internal enum GenerationProfile
{
    /// <summary>All that engines take; among it what the language cannot say, such as two lower bounds of one number.</summary>
    Everything,

    /// <summary>What the language can say, with texts and demands that decide nothing.</summary>
    Sayable,

    /// <summary>Mostly what Cedar can say; some rules that it refuses are among them.</summary>
    Cedar,
}
