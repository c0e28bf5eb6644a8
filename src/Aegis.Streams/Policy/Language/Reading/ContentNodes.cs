using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Reads compiled content, which machines write and may be large, into nodes. The column is the number of the byte.</summary>
internal ref struct ContentNodes
{
    private const int FewEntries = 32;
    private const int Texts = 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    // Keys and names occur thousands of times, so each text that was met lately is used again.
    private readonly string?[] _texts = new string?[Texts];
    private readonly List<(YamlScalar Key, YamlNode Value)> _entries = [];
    private readonly List<YamlNode> _items = [];
    private Utf8JsonReader _json;

    private ContentNodes(ReadOnlySpan<byte> utf8) => _json = new Utf8JsonReader(utf8, Options);

    private readonly TextPlace Place => new(1, (int)_json.TokenStartIndex + 1, 1);

    /// <summary>Reads content.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="faults">Takes the first fault.</param>
    /// <returns>The root; <see langword="null"/>: there is a fault.</returns>
    public static YamlNode? Read(ReadOnlySpan<byte> utf8, FaultList faults)
    {
        var reader = new ContentNodes(utf8);
        try
        {
            reader._json.Read();
            var root = reader.ReadValue();
            reader._json.Read();
            return root;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            faults.Add(new YamlScalar("", ScalarType.Null, IsPlain: true, new TextPlace(1, (int)reader._json.BytesConsumed + 1, 1)), "this is not JSON, or names a key twice");
            return null;
        }
    }

    private YamlNode ReadValue() => _json.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(),
        JsonTokenType.StartArray => ReadArray(),
        JsonTokenType.String => ReadText(),
        JsonTokenType.Number => Bare(ScalarType.Number),
        JsonTokenType.Null => Bare(ScalarType.Null),
        _ => Bare(ScalarType.Boolean),
    };

    private readonly YamlScalar ReadText() => new(Text(), ScalarType.Text, IsPlain: false, Place);

    private readonly YamlScalar Bare(ScalarType type) => new(StrictUtf8.GetString(_json.ValueSpan), type, IsPlain: true, Place);

    private readonly string Text()
    {
        var span = _json.ValueSpan;
        if (span.Length is 0 or > 64) return _json.GetString()!;
        ref var known = ref _texts[((span.Length * 31) + (span[0] * 131) + (span[^1] * 17) + (span[span.Length / 2] * 7)) % Texts];
        return known is not null && _json.ValueTextEquals(known) ? known : known = _json.GetString()!;
    }

    private YamlMapping ReadObject()
    {
        var place = Place;
        var start = _entries.Count;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var key = ReadText();
            _json.Read();
            var value = ReadValue();
            _entries.Add((key, value));
        }

        return new YamlMapping(TakeEntries(start), place);
    }

    private YamlSequence ReadArray()
    {
        var place = Place;
        var start = _items.Count;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            var item = ReadValue();
            _items.Add(item);
        }

        ImmutableArray<YamlNode> items = [.. CollectionsMarshal.AsSpan(_items)[start..]];
        _items.RemoveRange(start, items.Length);
        return new YamlSequence(items, place);
    }

    private readonly ImmutableArray<(YamlScalar Key, YamlNode Value)> TakeEntries(int start)
    {
        ImmutableArray<(YamlScalar Key, YamlNode Value)> entries = [.. CollectionsMarshal.AsSpan(_entries)[start..]];
        _entries.RemoveRange(start, entries.Length);
        if (entries.Length > FewEntries)
        {
            if (entries.DistinctBy(entry => entry.Key.Text).Count() < entries.Length) throw new JsonException();
            return entries;
        }

        for (var i = 1; i < entries.Length; i++)
        {
            for (var j = 0; j < i; j++)
                if (entries[i].Key.Text == entries[j].Key.Text) throw new JsonException();
        }

        return entries;
    }
}
