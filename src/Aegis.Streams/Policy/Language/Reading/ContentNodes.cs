using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Reads compiled content, which machines write and may be large, into nodes. The column is the number of the byte.</summary>
internal ref struct ContentNodes
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

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

    private readonly YamlScalar ReadText() => new(_json.GetString()!, ScalarType.Text, IsPlain: false, Place);

    private readonly YamlScalar Bare(ScalarType type) => new(StrictUtf8.GetString(_json.ValueSpan), type, IsPlain: true, Place);

    private YamlMapping ReadObject()
    {
        var place = Place;
        var entries = ImmutableArray.CreateBuilder<(YamlScalar, YamlNode)>();
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var key = ReadText();
            _json.Read();
            entries.Add((key, ReadValue()));
        }

        ThrowIfRepeated(entries);
        return new YamlMapping(entries.DrainToImmutable(), place);
    }

    private YamlSequence ReadArray()
    {
        var place = Place;
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray) items.Add(ReadValue());
        return new YamlSequence(items.DrainToImmutable(), place);
    }

    private static void ThrowIfRepeated(ImmutableArray<(YamlScalar Key, YamlNode Value)>.Builder entries)
    {
        if (entries.Count > 32)
        {
            if (entries.DistinctBy(entry => entry.Key.Text).Count() < entries.Count) throw new JsonException();
            return;
        }

        for (var i = 1; i < entries.Count; i++)
        {
            for (var j = 0; j < i; j++)
                if (entries[i].Key.Text == entries[j].Key.Text) throw new JsonException();
        }
    }
}
