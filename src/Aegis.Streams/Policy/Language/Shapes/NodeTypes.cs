using System.Globalization;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>Tells what scalars are.</summary>
internal static class NodeTypes
{
    public static bool IsText(YamlScalar scalar) => !scalar.IsPlain || (!scalar.IsNull && !IsBoolean(scalar) && !IsNumber(scalar));

    public static bool IsBoolean(YamlScalar scalar) => scalar is { IsPlain: true, Text: "true" or "false" };

    public static bool IsNumber(YamlScalar scalar) => TryNumber(scalar, out _);

    /// <summary>Reads a number.</summary>
    /// <returns>Whether the scalar is one in the grammar of JSON.</returns>
    public static bool TryNumber(YamlScalar scalar, out ExactDecimal number)
    {
        number = default;
        var text = scalar.Text;
        if (!scalar.IsPlain || text.Length is 0 or > ExactDecimal.MaxLength || text[0] is not ('-' or (>= '0' and <= '9'))) return false;
        Span<byte> utf8 = stackalloc byte[text.Length];
        return Encoding.ASCII.TryGetBytes(text, utf8, out var length) && ExactDecimal.TryParse(utf8[..length], out number);
    }

    /// <summary>Reads a number without a fraction in plain digits.</summary>
    /// <returns>Whether the scalar is one.</returns>
    public static bool TryInteger(YamlScalar scalar, out int number)
    {
        number = 0;
        return IsNumber(scalar) && scalar.Text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
