namespace Aegis.Streams.Intents;

/// <summary>An object or array that a scan is inside of, and where in it the scan stands.</summary>
internal struct OpenContainer
{
    public int Entry;
    public int ChildCount;
    public bool IsObject;

    /// <summary>Has a bit for each name so far: a name whose bit is not set is new.</summary>
    public ulong NameFilter;

    // The name that was read last; 0: none was, or it is an array.
    public int NameStart;
    public int NameLength;
    public uint NameHash;
    public bool NameIsEscaped;
}
