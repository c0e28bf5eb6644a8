using System.Collections.Immutable;
using System.Text.Json;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Tests.Yaml;

/// <summary>Reads texts for tests and writes nodes in a form that can be compared.</summary>
internal static class Nodes
{
    public static (ImmutableArray<YamlNode> Documents, TextFault? Fault) Yaml(string text)
    {
        TextFault? fault = null;
        var documents = YamlReader.Read(text, "policies", found => fault = found);
        return (documents, fault);
    }

    public static (YamlNode? Root, TextFault? Fault) Json(string text)
    {
        TextFault? fault = null;
        var root = JsonNodeReader.Read(text, found => fault = found);
        return (root, fault);
    }

    /// <summary>Writes a node as JSON, numbers as they are spelt.</summary>
    public static string Show(YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => "null",
        YamlScalar { Type: ScalarType.Text } scalar => JsonSerializer.Serialize(scalar.Text),
        YamlScalar scalar => scalar.Text,
        YamlSequence sequence => $"[{string.Join(",", sequence.Items.Select(Show))}]",
        YamlMapping mapping => $"{{{string.Join(",", mapping.Entries.Select(entry => $"{Show(entry.Key)}:{Show(entry.Value)}"))}}}",
        _ => throw new ArgumentException("There is no other node.", nameof(node)),
    };
}
