using System.Runtime.InteropServices;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>One test of one member of the parameters, in 32 bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Guard
{
    /// <summary>The hash of the member's name, and where that is in the bytes of the <see cref="GuardTable"/>.</summary>
    public uint NameHash;

    public int NameStart;

    public ushort NameLength;

    public GuardKind Kind;

    /// <summary>What it says where the member is absent.</summary>
    public Truth IfAbsent;

    /// <summary>What it says of a value that is in the list; of one that is not, the opposite.</summary>
    public Truth IfFound;

    public bool IsMinExcluded;

    public bool IsMaxExcluded;

    /// <summary>The least number, or <see cref="GuardTable.NoMin"/>; where the texts start; or the types, a bit for each.</summary>
    public long First;

    /// <summary>The greatest number, or <see cref="GuardTable.NoMax"/>; or where the texts end.</summary>
    public long Last;
}
