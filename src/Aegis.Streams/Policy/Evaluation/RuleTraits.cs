namespace Aegis.Streams.Policy.Evaluation;

/// <summary>What must be known of a rule before it is looked at.</summary>
[Flags]
internal enum RuleTraits : byte
{
    None = 0,

    /// <summary>It permits, were it only for the record.</summary>
    Permits = 1,

    /// <summary>It is in force, not only observed.</summary>
    IsEnforced = 2,

    /// <summary>It is in a tenant's layer.</summary>
    IsOfLayer = 4,

    /// <summary>It must be looked at even if another permit applies, since it demands something or is to be recorded.</summary>
    AlwaysSpeaks = 8,

    /// <summary>Having been found by an index is proof that it speaks of the caller, tool and action.</summary>
    IsProvenByIndex = 16,

    /// <summary>Its guards say all that its condition says.</summary>
    IsGuardedWhole = 32,

    /// <summary>It accepts parameters that nobody names.</summary>
    AcceptsUnknown = 64,

    /// <summary>It is a permit in force, by which a read stands if a later stage fails.</summary>
    FailsOpen = 128,
}
