namespace Aegis.Streams.Policy.Diff;

/// <summary>What became of a part of a policy set.</summary>
public enum ChangeKind
{
    /// <summary>Only the new set has it.</summary>
    Added,

    /// <summary>Only the old set has it.</summary>
    Removed,

    /// <summary>Both sets have it, and it says something else.</summary>
    Changed,
}
