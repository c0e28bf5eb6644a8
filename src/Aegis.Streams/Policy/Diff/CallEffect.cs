namespace Aegis.Streams.Policy.Diff;

/// <summary>What a change does to calls.</summary>
public enum CallEffect
{
    /// <summary>Every call is decided as before.</summary>
    Same,

    /// <summary>No call is decided more strictly, and some may be decided less so.</summary>
    Looser,

    /// <summary>No call is decided less strictly, and some may be decided more so.</summary>
    Tighter,

    /// <summary>Some calls may be decided less strictly, and some may be decided more so.</summary>
    Both,

    /// <summary>It is not proven either way.</summary>
    Unclear,
}
