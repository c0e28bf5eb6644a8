namespace Aegis.Streams.Tests.Runtime.Simulation;

/// <summary>What an input does to the stage that processes it.</summary>
internal enum Trouble
{
    None,

    /// <summary>It throws, whenever it is tried.</summary>
    Always,

    /// <summary>It throws at the first try.</summary>
    Once,

    /// <summary>It causes a record that its topic refuses.</summary>
    TooLarge,
}
