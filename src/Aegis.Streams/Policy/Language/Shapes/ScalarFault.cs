using System.Globalization;
using Aegis.Streams.Intents;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>Finds what is wrong with a scalar.</summary>
internal static class ScalarFault
{
    private const int MaxShown = 40;

    /// <summary>Compares a node with the shape of a scalar.</summary>
    /// <param name="node">The node.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="name">The key that it belongs to.</param>
    /// <returns>The problem and the way out; <see langword="null"/>: it has the shape.</returns>
    public static (string Problem, string? Help)? Of(YamlNode node, Shape shape, string name)
    {
        return shape switch
        {
            TextShape text => OfText(node, text, name),
            WordShape words => OfWord(node, words, name),
            IntegerShape integer => OfInteger(node, integer, name),
            NumberShape number => OfNumber(node, number, name),
            BooleanShape => node is YamlScalar { Type: ScalarType.Boolean } ? null : ($"`{name}` must be true or false, not {node.Kind}", null),
            LiteralShape literal => OfLiteral(node, literal, name),
            _ => throw new NotSupportedException($"The shape {shape.GetType().Name} is no scalar."),
        };
    }

    private static (string, string?)? OfText(YamlNode node, TextShape shape, string name)
    {
        if (node is not YamlScalar { IsNull: false } scalar || !shape.IsValid(scalar.Text)) return ($"`{name}` {shape.Rule}, not {Show(node)}", null);
        return scalar.Type == ScalarType.Text ? null : ($"`{name}` must be a text, not the {(scalar.Type == ScalarType.Number ? "number" : "truth value")} `{scalar.Text}`", "put it in quotes");
    }

    private static (string, string?)? OfWord(YamlNode node, WordShape shape, string name)
    {
        if (node is YamlScalar { Type: ScalarType.Text } scalar && shape.Words.Contains(scalar.Text)) return null;
        if (node is YamlScalar { IsNull: true } && shape.Words.Contains("null")) return ($"`{name}` must be a text, not nothing", "write \"null\" in quotes");
        var problem = shape.Words.Length == 1 ? $"`{name}` must be {shape.Words[0]}" : $"`{name}` must be one of {string.Join(", ", shape.Words)}";
        return ($"{problem}, not {Show(node)}", node is YamlScalar { Text.Length: > 0 } word ? Spelling.Guess(word.Text, shape.Words) : null);
    }

    private static (string, string?)? OfInteger(YamlNode node, IntegerShape shape, string name)
    {
        if (node is YamlScalar scalar && NodeTypes.TryInteger(scalar, out var value) && value >= shape.Min && value <= shape.Max) return null;
        return (string.Create(CultureInfo.InvariantCulture, $"`{name}` must be a number without a fraction from {shape.Min} to {shape.Max}, not {node.Kind}"), null);
    }

    private static (string, string?)? OfNumber(YamlNode node, NumberShape shape, string name)
    {
        if (node is YamlScalar scalar && NodeTypes.TryNumber(scalar, out var value)
            && !(shape.Min is { } min && value < ExactDecimal.FromMinorUnits(min, 0)) && !(shape.Max is { } max && value > ExactDecimal.FromMinorUnits(max, 0)))
        {
            return null;
        }

        if (node is YamlScalar { Type: ScalarType.Number } large && !NodeTypes.TryNumber(large, out _)) return OfSize(name);
        var bounds = shape is { Min: not null, Max: not null } ? string.Create(CultureInfo.InvariantCulture, $" from {shape.Min} to {shape.Max}") : "";
        return ($"`{name}` must be a number{bounds} without quotes, not {node.Kind}", null);
    }

    private static (string, string?) OfSize(string name) => ($"`{name}` holds a number that is too long or too large", $"a number may have {PolicyNumber.Rule}");

    private static (string, string?)? OfLiteral(YamlNode node, LiteralShape shape, string name)
    {
        if (node is not YamlScalar scalar) return ($"`{name}` must be a text, a number, true or false, not {node.Kind}", null);
        if (scalar.IsNull) return ($"`{name}` must be a text, a number, true or false, not nothing", "for null, write `type: \"null\"`");
        if (scalar.Type == ScalarType.Number && !NodeTypes.TryNumber(scalar, out _)) return OfSize(name);
        if (scalar.Type != ScalarType.Text || scalar.Text.Length <= shape.MaxLength) return null;
        return scalar.Text.EnumerateRunes().Count() <= shape.MaxLength ? null : ($"`{name}` holds a text of more than {shape.MaxLength} characters", null);
    }

    /// <summary>Shows a text in quotes as it is, if it is short and nothing in it is invisible.</summary>
    private static string Show(YamlNode node) => node switch
    {
        YamlScalar { IsPlain: false, Text: "" } => "an empty text",
        YamlScalar { IsPlain: false, Text.Length: <= MaxShown } scalar when scalar.Text.All(character => character is >= ' ' and <= '~') => $"`{scalar.Text}`",
        YamlScalar { IsPlain: false } scalar => string.Create(CultureInfo.InvariantCulture, $"a text of {scalar.Text.EnumerateRunes().Count()} characters"),
        _ => node.Kind,
    };
}
