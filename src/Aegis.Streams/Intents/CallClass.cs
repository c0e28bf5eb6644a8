namespace Aegis.Streams.Intents;

/// <summary>Whether a tool call changes something outside the agent.</summary>
public enum CallClass
{
    /// <summary>Changes something. Also what an intent that does not say counts as.</summary>
    Write,

    /// <summary>Changes nothing.</summary>
    Read,
}
