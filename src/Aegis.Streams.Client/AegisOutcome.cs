namespace Aegis.Streams.Client;

/// <summary>What became of a question.</summary>
public enum AegisOutcome
{
    /// <summary>There is no decision, whatever the reason. The call must not run.</summary>
    None = 0,

    /// <summary>The call may run as it is.</summary>
    Allow = 1,

    /// <summary>The call may run with other parameters in place of its own: those of the permit.</summary>
    Sanitize = 2,

    /// <summary>A human must approve. The call must not run.</summary>
    ApprovalNeeded = 3,

    /// <summary>The call must not run.</summary>
    Deny = 4,
}
