namespace Aegis.Streams.Intents;

/// <summary>One value in a <see cref="ParameterTable"/>: what it is, and where it and its name lie in the text.</summary>
public readonly struct ParameterEntry
{
    private const byte EscapedName = 1;
    private const byte EscapedValue = 2;

    private readonly byte _flags;

    internal ParameterEntry(ParameterKind kind, int start, int length, bool isEscaped, int next, in OpenContainer parent)
    {
        Kind = kind;
        Start = start;
        Length = length;
        Next = next;
        NameStart = parent.NameStart;
        NameLength = parent.NameLength;
        NameHash = parent.NameHash;
        _flags = (byte)((parent.NameIsEscaped ? EscapedName : 0) | (isEscaped ? EscapedValue : 0));
    }

    private ParameterEntry(in ParameterEntry open, int end, int next, int childCount)
    {
        this = open;
        Length = end - open.Start;
        Next = next;
        ChildCount = childCount;
    }

    /// <summary>Gets where the value starts in the text, in bytes; a string starts after its quote.</summary>
    public int Start { get; }

    /// <summary>Gets how many bytes the value has in the text; a string has no quotes, a container is counted with its brackets.</summary>
    public int Length { get; }

    /// <summary>Gets where the name starts in the text, after its quote; 0: the value is the root or an item of an array and has none.</summary>
    public int NameStart { get; }

    /// <summary>Gets how many bytes the name has in the text, without its quotes.</summary>
    public int NameLength { get; }

    /// <summary>Gets the index of the first entry after this value and all that is inside it.</summary>
    public int Next { get; }

    /// <summary>Gets how many members an object or items an array has; 0 for any other value.</summary>
    public int ChildCount { get; }

    /// <summary>Gets what the value is.</summary>
    public ParameterKind Kind { get; }

    /// <summary>Gets a value indicating whether the value is a member of an object; its name may be the empty one.</summary>
    public bool HasName => NameStart > 0;

    /// <summary>Gets a value indicating whether the name has escapes in the text.</summary>
    public bool NameIsEscaped => (_flags & EscapedName) != 0;

    /// <summary>Gets a value indicating whether the value is a string that has escapes in the text.</summary>
    public bool ValueIsEscaped => (_flags & EscapedValue) != 0;

    /// <summary>Gets the keyed hash of the name without its escapes, another one in each process.</summary>
    internal uint NameHash { get; }

    internal ParameterEntry Closed(int end, int next, int childCount) => new(this, end, next, childCount);
}
