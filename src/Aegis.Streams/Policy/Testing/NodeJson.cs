using System.Buffers;
using System.Text.Json;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Writes nodes of YAML as JSON; numbers as they are spelt.</summary>
internal static class NodeJson
{
    public static ReadOnlyMemory<byte> Write(YamlNode node)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output)) Write(json, node);
        return output.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                json.WriteStartObject();
                foreach (var (key, value) in mapping.Entries)
                {
                    json.WritePropertyName(key.Text);
                    Write(json, value);
                }

                json.WriteEndObject();
                break;
            case YamlSequence sequence:
                json.WriteStartArray();
                foreach (var item in sequence.Items) Write(json, item);
                json.WriteEndArray();
                break;
            case YamlScalar { Type: ScalarType.Text } text:
                json.WriteStringValue(text.Text);
                break;
            case YamlScalar { Type: ScalarType.Null }:
                json.WriteNullValue();
                break;
            case YamlScalar scalar:
                json.WriteRawValue(scalar.Text, skipInputValidation: true);
                break;
            default:
                throw new NotSupportedException($"A node of type {node.GetType().Name} has no JSON.");
        }
    }
}
