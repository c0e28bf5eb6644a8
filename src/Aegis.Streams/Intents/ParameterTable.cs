using System.Text.Unicode;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Intents;

/// <summary>
/// The values of one strict JSON object in a flat table, in the order of the text: an entry is followed by what is inside it, and
/// <see cref="ParameterEntry.Next"/> skips that. Made to be read again and again, one for a task or thread: it is not thread-safe, and
/// everything that it returns is valid until the next <see cref="Read"/>.
/// </summary>
/// <remarks>
/// Nothing is allocated once the table has grown to the texts it sees. It never has more than one entry for two bytes of text; an entry
/// takes 32 bytes, and 44 in an object of more than 32 members, which is indexed by name.
/// </remarks>
public sealed class ParameterTable
{
    private static readonly byte[] EmptyObject = [.. "{}"u8];

    private readonly ParameterScan _scan = new();
    private ReadOnlyMemory<byte> _text = EmptyObject;
    private byte[] _unescaped = [];

    /// <summary>Gets how many entries there are; 0: nothing was read, or it has a fault.</summary>
    public int Count => _scan.Count;

    /// <summary>Gets the text that was read.</summary>
    public ReadOnlySpan<byte> Text => _text.Span;

    /// <summary>Gets all entries.</summary>
    internal ReadOnlySpan<ParameterEntry> Entries => _scan.Entries;

    /// <summary>Gets an entry; 0 is the object itself.</summary>
    /// <param name="index">The index, below <see cref="Count"/>.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such entry.</exception>
    public ref readonly ParameterEntry this[int index] => ref _scan.Entries[index];

    /// <summary>Reads a text in place of the one before.</summary>
    /// <param name="utf8">The text, which must not change while the table is in use; empty: the empty object.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="root">What to call the object in paths, such as `parameters`.</param>
    /// <returns>The first fault, and the table is empty; <see langword="null"/>: there is none.</returns>
    public IntentFault? Read(ReadOnlyMemory<byte> utf8, IntentLimits limits, string root) =>
        ReadText(utf8.IsEmpty ? EmptyObject : utf8, limits, root);

    /// <summary>Gets a value as it is in the text; of a string, what is between the quotes.</summary>
    /// <param name="entry">An entry of this table.</param>
    /// <returns>The bytes.</returns>
    public ReadOnlySpan<byte> Value(in ParameterEntry entry) => Text.Slice(entry.Start, entry.Length);

    /// <summary>Gets a name as it is in the text, between the quotes.</summary>
    /// <param name="entry">An entry of this table.</param>
    /// <returns>The bytes; empty: the name is, or there is none.</returns>
    public ReadOnlySpan<byte> Name(in ParameterEntry entry) => Text.Slice(entry.NameStart, entry.NameLength);

    /// <summary>Gets a string without its escapes.</summary>
    /// <param name="entry">An entry of this table; of one that is no string, the value as it is.</param>
    /// <returns>UTF-8, valid until this method or <see cref="UnescapedName"/> is called again.</returns>
    public ReadOnlySpan<byte> Unescaped(in ParameterEntry entry) =>
        entry.ValueIsEscaped ? Unescape(Value(entry)) : Value(entry);

    /// <summary>Gets a name without its escapes.</summary>
    /// <param name="entry">An entry of this table.</param>
    /// <returns>UTF-8, valid until this method or <see cref="Unescaped"/> is called again.</returns>
    public ReadOnlySpan<byte> UnescapedName(in ParameterEntry entry) =>
        entry.NameIsEscaped ? Unescape(Name(entry)) : Name(entry);

    /// <summary>Says whether a member has a name, however its letters are escaped in the text.</summary>
    /// <param name="entry">An entry of this table.</param>
    /// <param name="utf8">The name.</param>
    /// <returns>Whether it has; an item of an array has no name, not even the empty one.</returns>
    public bool NameEquals(in ParameterEntry entry, ReadOnlySpan<byte> utf8) => NameEquals(Text, entry, utf8);

    /// <summary>Says whether a string is a given one, however its letters are escaped in the text.</summary>
    /// <param name="entry">An entry of this table.</param>
    /// <param name="utf8">The string.</param>
    /// <returns>Whether the entry is a string, and that one.</returns>
    public bool StringEquals(in ParameterEntry entry, ReadOnlySpan<byte> utf8) =>
        entry.Kind == ParameterKind.String && (entry.ValueIsEscaped ? JsonEscapes.AreEqual(Value(entry), utf8) : Value(entry).SequenceEqual(utf8));

    /// <summary>Counts the Unicode code points of a string, without its escapes; a surrogate pair is one.</summary>
    /// <param name="entry">An entry of this table.</param>
    /// <returns>The length; of what is no string, the length of its text.</returns>
    public int CodePoints(in ParameterEntry entry) =>
        entry.ValueIsEscaped ? JsonEscapes.CodePoints(Value(entry)) : JsonEscapes.PlainCodePoints(Value(entry));

    /// <summary>Finds a member of an object.</summary>
    /// <param name="objectIndex">The object's entry.</param>
    /// <param name="name">The name, however its letters are escaped in the text.</param>
    /// <param name="index">The member's entry; 0: there is none.</param>
    /// <returns>Whether there is such a member; what is no object has none.</returns>
    public bool TryFind(int objectIndex, ReadOnlySpan<byte> name, out int index) => TryFind(objectIndex, name, NameHash.Of(name), out index);

    /// <summary>Says whether a member has a name, for callers that ask for many and have the text at hand.</summary>
    internal static bool NameEquals(ReadOnlySpan<byte> text, in ParameterEntry entry, ReadOnlySpan<byte> utf8)
    {
        if (!entry.HasName) return false;
        var name = text.Slice(entry.NameStart, entry.NameLength);
        return entry.NameIsEscaped ? JsonEscapes.AreEqual(name, utf8) : name.SequenceEqual(utf8);
    }

    /// <summary>Finds a member by a name whose hash is known.</summary>
    internal bool TryFind(int objectIndex, ReadOnlySpan<byte> name, uint nameHash, out int index)
    {
        ref readonly var parent = ref this[objectIndex];
        index = parent.Kind == ParameterKind.Object ? _scan.Find(Text, objectIndex, parent.ChildCount, name, nameHash) : 0;
        return index > 0;
    }

    /// <summary>Spells where an entry stands, such as `parameters.items[2].sku`. A name that may be data shows as `*`.</summary>
    /// <param name="index">The entry.</param>
    /// <param name="root">What to call the object.</param>
    /// <returns>The path.</returns>
    public string PathOf(int index, string root) => ParameterPlace.Of(root, this, index);

    /// <summary>Reads a text to which an empty one is no object.</summary>
    internal IntentFault? ReadText(ReadOnlyMemory<byte> utf8, IntentLimits limits, string root)
    {
        _text = utf8;
        if (Utf8.IsValid(utf8.Span)) return _scan.Run(utf8.Span, limits, root);
        _scan.Clear();
        return new IntentFault(ReasonCodes.InvalidUtf8, root, "The text is not valid UTF-8.");
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        if (_unescaped.Length < raw.Length) _unescaped = new byte[Math.Max(raw.Length, 2 * _unescaped.Length)];
        return _unescaped.AsSpan(0, JsonEscapes.Unescape(raw, _unescaped));
    }
}
