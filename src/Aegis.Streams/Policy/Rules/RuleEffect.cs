namespace Aegis.Streams.Policy.Rules;

/// <summary>What a rule does to the calls that it applies to. Precedence: forbid over require_approval over sanitize over permit.</summary>
public enum RuleEffect
{
    /// <summary>Allows the call, as far as nothing speaks against it.</summary>
    Permit,

    /// <summary>Demands that values be redacted before the call runs.</summary>
    Sanitize,

    /// <summary>Demands that a human approve.</summary>
    RequireApproval,

    /// <summary>Denies the call, whatever permits it.</summary>
    Forbid,
}
