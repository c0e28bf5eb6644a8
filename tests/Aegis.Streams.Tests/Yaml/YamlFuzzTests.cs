using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aegis.Streams.Yaml;
using CsCheck;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Aegis.Streams.Tests.Yaml;

/// <summary>Compares the readers with those of others: what ours accept, theirs must read as the same.</summary>
public sealed class YamlFuzzTests
{
    private static readonly string[] Seeds =
    [
        File.ReadAllText(RepositoryFiles.PathOf("policies", "demo", "finance-agent.yaml")),
        "a: |\n  x\n   y\n\nb: >-\n  z\n  w\n\n   v\nc: [1, {d: \"e\\n\"}, 'f']\n",
        "- - a\n  - b: 1\n    c:\n    - d\n-\n  e: null\n- {f: [x, -1.5e3], \"g\":true}\n---\nh:\n",
        "{\"a\":[1,-0.5,true,null,\"\\u0041\\ud83d\\ude00\"],\"b\":{\"c\":{}}}",
    ];

    private static readonly string[] Pieces =
    [
        "a", "b: ", "- ", "\n", "\n  ", "\n ", " ", ":", "[", "]", "{", "}", ", ", "\"", "'", "|", ">", "|-\n", ">+\n", "#", " # c", "&x", "*x", "!t", "?", "%", "@",
        "---\n", "\n---\n", "...", "\t", "\r\n", "\r", "\\", "\\n", "no", "~", "010", "1_0", "1.5", ".5", "1:30", "=", "<<", "null", "true", "é", "😀", "\ufeff", "\0", "\u2028", "  x\n",
    ];

    private static readonly Gen<string> Mutated =
        from seed in Gen.OneOf(Seeds)
        from edits in Gen.Select(Gen.Double[0, 1], Gen.Int[0, 6], Gen.OneOf(Pieces)).Array[0, 5]
        select edits.Aggregate(seed, (text, edit) =>
        {
            var at = (int)(edit.Item1 * text.Length);
            return text[..at] + edit.Item3 + text[Math.Min(at + edit.Item2, text.Length)..];
        });

    private static readonly Gen<string> Yaml = Gen.OneOf(Mutated, Gen.OneOf(Pieces).Array[0, 30].Select(string.Concat));

    [Fact]
    public void AcceptedText_IsReadTheSameByAnotherReader() => Yaml.Sample(
        text =>
        {
            // YamlDotNet takes `a *b: c` for a text, which by section 7.3.3 of YAML 1.2.2 is a key with a value.
            if (Regex.IsMatch(text, @"\*\S*:")) return;
            var (documents, fault) = Nodes.Yaml(text);
            if (fault is null) Assert.Equal(string.Join("\n", documents.Select(Nodes.Show)), string.Join("\n", ReadByAnother(text)));
        },
        iter: 5_000);

    [Fact]
    public void AcceptedPlainScalar_HasOneTypeInEverySchema() => Gen.OneOf(Gen.Char["0123456789+-_.,:'eExXoOabfyYnNoOsSuUlLtTrRzZ~=<"].Array[1, 8].Select(text => new string(text)), Gen.OneOf(Pieces)).Sample(
        text =>
        {
            var (documents, fault) = Nodes.Yaml($"- {text}\n");
            if (fault is not null || documents is not [YamlSequence { Items: [YamlScalar { IsPlain: true, IsNull: false } scalar] }]) return;
            var type = scalar.Type.ToString();
            Assert.Equal(type, TypeInCore(scalar.Text));
            if (scalar.Type != ScalarType.Number || !scalar.Text.Contains('e', StringComparison.OrdinalIgnoreCase)) Assert.Equal(type, TypeInYaml11(scalar.Text));
        },
        iter: 10_000);

    [Fact]
    public void JsonText_IsAcceptedOnlyIfThePlatformAcceptsIt() => Mutated.Sample(
        text =>
        {
            var (root, fault) = Nodes.Json(text);
            if (fault is not null) return;
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            Assert.Equal(Write(document.RootElement), Nodes.Show(root!));
        },
        iter: 5_000);

    [Fact]
    public void JsonText_IsReadTheSameAsYaml() => Json(depth: 3).Sample(
        text =>
        {
            var (root, fault) = Nodes.Json(text);
            Assert.Null(fault);
            Assert.Equal(root, Assert.Single(Nodes.Yaml(text).Documents), (one, other) => Nodes.Show(one!) == Nodes.Show(other!) && one!.Place == other!.Place);
        },
        iter: 1_000);

    private static Gen<string> Json(int depth)
    {
        var scalar = Gen.OneOf(
            Gen.OneOf("null", "true", "false", "0", "-1", "1.50", "1e3", "-2E-7", "123456789012345678901234567890"),
            Gen.OneOf("", "a", "no", "~", "\\n", "\\u0041", "\\ud83d\\ude00", "é", "\\\\", "\\\"", "\\/", "#", " ", ": ", "- ").Array[0, 3].Select(pieces => $"\"{string.Concat(pieces)}\""));
        if (depth == 0) return scalar;
        var blank = Gen.OneOf("", "", " ", "\n ", "\n\n   ");
        var list = Gen.Select(Json(depth - 1).Array[0, 3], blank, (items, space) => $"[{space}{string.Join($"{space},{space}", items)}{space}]");
        var mapping = Gen.Select(Json(depth - 1).Array[0, 3], blank, (items, space) => $"{{{space}{string.Join($",{space}", items.Select((item, i) => $"\"k{i}\":{space}{item}"))}{space}}}");
        return Gen.OneOf(scalar, list, mapping);
    }

    private static string Write(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(",", element.EnumerateObject().Select(member => $"{JsonSerializer.Serialize(member.Name)}:{Write(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(",", element.EnumerateArray().Select(Write))}]",
        JsonValueKind.String => JsonSerializer.Serialize(element.GetString()),
        _ => element.GetRawText(),
    };

    private static List<string> ReadByAnother(string text)
    {
        var parser = new Parser(new StringReader(text));
        var documents = new List<string>();
        parser.Consume<StreamStart>();
        while (parser.TryConsume<DocumentStart>(out _))
        {
            documents.Add(Show(parser));
            parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private static string Show(Parser parser)
    {
        var node = parser.Consume<NodeEvent>();
        var shown = new StringBuilder();
        switch (node)
        {
            case Scalar scalar:
                return scalar.Style != ScalarStyle.Plain || TypeInCore(scalar.Value) == "Text" ? JsonSerializer.Serialize(scalar.Value) : scalar.Value is "" ? "null" : scalar.Value;
            case SequenceStart:
                for (shown.Append('['); !parser.TryConsume<SequenceEnd>(out _); shown.Append(Show(parser))) shown.Append(shown.Length > 1 ? "," : "");
                return shown.Append(']').ToString();
            case MappingStart:
                for (shown.Append('{'); !parser.TryConsume<MappingEnd>(out _); shown.Append(Show(parser)).Append(':').Append(Show(parser))) shown.Append(shown.Length > 1 ? "," : "");
                return shown.Append('}').ToString();
            default:
                throw new InvalidDataException($"There should be no {node}.");
        }
    }

    /// <summary>The core schema of YAML 1.2.2, section 10.3.2.</summary>
    private static string TypeInCore(string text) => text switch
    {
        _ when Regex.IsMatch(text, @"\A(null|Null|NULL|~|)\z") => "Null",
        _ when Regex.IsMatch(text, @"\A(true|True|TRUE|false|False|FALSE)\z") => "Boolean",
        _ when Regex.IsMatch(text, @"\A([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z") => "Number",
        _ => "Text",
    };

    /// <summary>The types of yaml.org for YAML 1.1.</summary>
    private static string TypeInYaml11(string text) => text switch
    {
        _ when Regex.IsMatch(text, @"\A(null|Null|NULL|~|)\z") => "Null",
        _ when Regex.IsMatch(text, @"\A(y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\z") => "Boolean",
        _ when Regex.IsMatch(text, @"\A([-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+)\z") => "Number",
        _ when Regex.IsMatch(text, @"\A([-+]?([0-9][0-9_]*)?\.[0-9.]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z") => "Number",
        _ when Regex.IsMatch(text, @"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}") => "Date",
        "=" => "Default",
        "<<" => "Merge",
        _ => "Text",
    };
}
