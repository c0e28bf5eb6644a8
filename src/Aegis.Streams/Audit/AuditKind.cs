namespace Aegis.Streams.Audit;

/// <summary>What an audit entry records.</summary>
public enum AuditKind
{
    /// <summary>An intent was decided.</summary>
    Decision = 1,

    /// <summary>An input could not be read and went to the dead letter topic.</summary>
    DeadLetter = 2,
}
