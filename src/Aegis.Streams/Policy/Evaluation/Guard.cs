namespace Aegis.Streams.Policy.Evaluation;

/// <summary>One test of one member of the parameters, in 16 bytes: four to a cache line.</summary>
internal struct Guard
{
    /// <summary>The number of the member's name in the <see cref="GuardTable"/>.</summary>
    public ushort Name;

    public GuardKind Kind;

    /// <summary>What it says where the member is absent.</summary>
    public Truth IfAbsent;

    /// <summary>What it says of a value that is in the list or matches; of one that does not, the opposite.</summary>
    public Truth IfFound;

    public bool IsMinExcluded;

    public bool IsMaxExcluded;

    /// <summary>The least number, or <see cref="GuardTable.NoMin"/>; where the wide bounds or the texts start; which pattern; or the types, a bit for each.</summary>
    public int First;

    /// <summary>The greatest number, or <see cref="GuardTable.NoMax"/>; or where the texts end.</summary>
    public int Last;
}
