namespace Aegis.Streams.Intents;

/// <summary>One value in a <see cref="ParameterTable"/>: what it is, and where it and its name lie in the text.</summary>
public struct ParameterEntry
{
    // Set in place, field by field: building an entry and copying it costs as much as reading the value.
    private int _start;
    private int _length;
    private int _nameStart;
    private int _nameLength;
    private int _next;
    private int _childCount;
    private uint _nameHash;
    private ParameterKind _kind;
    private bool _isEscaped;
    private bool _nameIsEscaped;

    /// <summary>Gets where the value starts in the text, in bytes; a string starts after its quote.</summary>
    public readonly int Start => _start;

    /// <summary>Gets how many bytes the value has in the text; a string has no quotes, a container is counted with its brackets.</summary>
    public readonly int Length => _length;

    /// <summary>Gets where the name starts in the text, after its quote; 0: the value is the root or an item of an array and has none.</summary>
    public readonly int NameStart => _nameStart;

    /// <summary>Gets how many bytes the name has in the text, without its quotes.</summary>
    public readonly int NameLength => _nameLength;

    /// <summary>Gets the index of the first entry after this value and all that is inside it.</summary>
    public readonly int Next => _next;

    /// <summary>Gets how many members an object or items an array has; 0 for any other value.</summary>
    public readonly int ChildCount => _childCount;

    /// <summary>Gets what the value is.</summary>
    public readonly ParameterKind Kind => _kind;

    /// <summary>Gets a value indicating whether the value is a member of an object; its name may be the empty one.</summary>
    public readonly bool HasName => _nameStart > 0;

    /// <summary>Gets a value indicating whether the name has escapes in the text.</summary>
    public readonly bool NameIsEscaped => _nameIsEscaped;

    /// <summary>Gets a value indicating whether the value is a string that has escapes in the text.</summary>
    public readonly bool ValueIsEscaped => _isEscaped;

    /// <summary>Gets the keyed hash of the name without its escapes, another one in each process.</summary>
    internal readonly uint NameHash => _nameHash;

    internal void Set(ParameterKind kind, int start, int length, bool isEscaped, int next, in OpenContainer parent)
    {
        _start = start;
        _length = length;
        _nameStart = parent.NameStart;
        _nameLength = parent.NameLength;
        _next = next;
        _childCount = 0;
        _nameHash = parent.NameHash;
        _kind = kind;
        _isEscaped = isEscaped;
        _nameIsEscaped = parent.NameIsEscaped;
    }

    internal void Close(int end, int next, int childCount)
    {
        _length = end - _start;
        _next = next;
        _childCount = childCount;
    }
}
