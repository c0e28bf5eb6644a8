namespace Aegis.Streams.Policy;

/// <summary>Why a rule does not apply to a call.</summary>
public enum RuleSilence
{
    /// <summary>It applies.</summary>
    None,

    /// <summary>It speaks of other agents, groups, roles or tenants.</summary>
    OtherSubject,

    /// <summary>It speaks of other tools, actions or classes.</summary>
    OtherTarget,

    /// <summary>Its condition is not as it needs it.</summary>
    Condition,

    /// <summary>It is a permit, and the call has a parameter that nobody knows.</summary>
    UnknownParameter,
}
