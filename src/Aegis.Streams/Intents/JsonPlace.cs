using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Intents;

/// <summary>Where a scan of JSON stands, and which names the open objects have had.</summary>
internal sealed class JsonPlace(string root) : IDisposable
{
    private const int MaxCompared = 24;
    private const int MaxShownName = 64;
    private static readonly SearchValues<byte> ShownCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    private readonly List<Level> _levels = new(4);
    private ReadOnlyMemory<byte>[] _names = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(32);
    private int _nameCount;

    /// <summary>Enters the value of a name.</summary>
    /// <returns>Whether the name is new in its object.</returns>
    public bool EnterName(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var name = reader.ValueIsEscaped
            ? Encoding.UTF8.GetBytes(reader.GetString()!)
            : utf8.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        var level = _levels[^1];
        var isNew = level.Names?.Add(name.ToArray()) ?? IsNew(name.Span, level.FirstName);
        if (_nameCount == _names.Length) Grow();
        _names[_nameCount++] = name;
        if (level.Names is null && _nameCount - level.FirstName > MaxCompared) level.Names = Collect(level.FirstName);
        return isNew;
    }

    public void NextItem()
    {
        if (_levels.Count > 0 && _levels[^1].IsArray) _levels[^1].Items++;
    }

    public void Enter(bool isArray) => _levels.Add(new Level(isArray, _nameCount));

    public void Leave()
    {
        _nameCount = _levels[^1].FirstName;
        _levels.RemoveAt(_levels.Count - 1);
    }

    /// <summary>Returns the path. A name that is long or unusual shows as `*`: it may be data.</summary>
    public override string ToString()
    {
        var path = new StringBuilder(root);
        for (var i = 0; i < _levels.Count; i++)
        {
            var nextName = i + 1 < _levels.Count ? _levels[i + 1].FirstName : _nameCount;
            if (_levels[i].IsArray) path.Append(CultureInfo.InvariantCulture, $"[{Math.Max(_levels[i].Items - 1, 0)}]");
            else if (nextName > _levels[i].FirstName) path.Append('.').Append(Shown(_names[nextName - 1].Span));
        }

        return path.ToString();
    }

    public void Dispose() => ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(_names, clearArray: true);

    private static string Shown(ReadOnlySpan<byte> name) =>
        name.Length is > 0 and <= MaxShownName && !name.ContainsAnyExcept(ShownCharacters) ? Encoding.ASCII.GetString(name) : "*";

    private bool IsNew(ReadOnlySpan<byte> name, int first)
    {
        for (var i = first; i < _nameCount; i++)
            if (_names[i].Span.SequenceEqual(name)) return false;
        return true;
    }

    private HashSet<byte[]> Collect(int first)
    {
        var names = new HashSet<byte[]>(State.ByteArrayComparer.Instance);
        for (var i = first; i < _nameCount; i++) names.Add(_names[i].ToArray());
        return names;
    }

    private void Grow()
    {
        var larger = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(_names.Length * 2);
        _names.AsSpan(0, _nameCount).CopyTo(larger);
        ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(_names, clearArray: true);
        _names = larger;
    }

    private sealed class Level(bool isArray, int firstName)
    {
        public bool IsArray { get; } = isArray;

        public int FirstName { get; } = firstName;

        public int Items { get; set; }

        /// <summary>Gets or sets the names of a large object; <see langword="null"/>: there are few, and comparing them is cheaper.</summary>
        public HashSet<byte[]>? Names { get; set; }
    }
}
