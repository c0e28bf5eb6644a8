using System.Globalization;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>Reads the numbers that scalars are.</summary>
internal static class NodeTypes
{
    /// <summary>Reads a number.</summary>
    /// <returns>Whether the scalar is one, and not too long or large.</returns>
    public static bool TryNumber(YamlScalar scalar, out ExactDecimal number)
    {
        number = default;
        if (scalar.Type != ScalarType.Number || scalar.Text.Length > ExactDecimal.MaxLength) return false;
        Span<byte> utf8 = stackalloc byte[scalar.Text.Length];
        return Encoding.ASCII.TryGetBytes(scalar.Text, utf8, out var length) && PolicyNumber.TryParse(utf8[..length], out number);
    }

    /// <summary>Reads a number in plain digits.</summary>
    /// <returns>Whether the scalar is one.</returns>
    public static bool TryInteger(YamlScalar scalar, out int number)
    {
        number = 0;
        return scalar.Type == ScalarType.Number && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
