namespace Aegis.Streams.Policy.Rules;

/// <summary>What a tool's action does, as policy declares it or, where it does not, as the intent claims.</summary>
public enum ToolClass
{
    /// <summary>Changes something outside the agent.</summary>
    Write,

    /// <summary>Changes nothing.</summary>
    Read,

    /// <summary>Costs money or scarce capacity with every call. Counts as a write where a choice is to be made on failure.</summary>
    Expensive,
}
