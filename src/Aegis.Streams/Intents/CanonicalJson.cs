using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Intents;

/// <summary>
/// Writes one spelling of strict JSON: members ordered by name, no white space, texts after their length, numbers as exact decimals.
/// For hashing only: every value says where it ends, but it is not JSON.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    public static void Write(ReadOnlyMemory<byte> utf8, HashInput output)
    {
        using var document = JsonDocument.Parse(utf8, AnyDepth);
        Write(document.RootElement, output);
    }

    private static void Write(JsonElement value, HashInput output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                output.Append("["u8);
                foreach (var item in value.EnumerateArray()) Write(item, output);
                output.Append("]"u8);
                break;
            case JsonValueKind.String:
                WriteText(value, output);
                break;
            case JsonValueKind.Number:
                WriteNumber(JsonMarshal.GetRawUtf8Value(value), output);
                break;
            default:
                output.Append(JsonMarshal.GetRawUtf8Value(value)); // true, false or null
                break;
        }
    }

    private static void WriteObject(JsonElement value, HashInput output)
    {
        var members = new List<JsonProperty>(value.GetPropertyCount());
        foreach (var member in value.EnumerateObject()) members.Add(member);
        members.Sort(CompareNames);

        output.Append("{"u8);
        foreach (var member in members)
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (IsEscaped(name)) WriteText(member.Name, output);
            else Write(name, '"', output);
            Write(member.Value, output);
        }

        output.Append("}"u8);
    }

    /// <summary>Orders by UTF-16 code units, as ever: in ASCII that is the order of the bytes, which need no string.</summary>
    private static int CompareNames(JsonProperty left, JsonProperty right)
    {
        var leftName = JsonMarshal.GetRawUtf8PropertyName(left);
        var rightName = JsonMarshal.GetRawUtf8PropertyName(right);
        return IsPlain(leftName) && IsPlain(rightName) ? leftName.SequenceCompareTo(rightName) : string.CompareOrdinal(left.Name, right.Name);
    }

    private static void WriteText(JsonElement text, HashInput output)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        if (IsEscaped(raw)) WriteText(text.GetString()!, output);
        else Write(raw, '"', output);
    }

    private static void WriteNumber(ReadOnlySpan<byte> number, HashInput output)
    {
        if (ExactDecimal.IsItsOwnSpelling(number) || !ExactDecimal.TryParse(number, out var value)) Write(number, '#', output);
        else Write(Encoding.ASCII.GetBytes(value.ToString()), '#', output);
    }

    private static void WriteText(string text, HashInput output) => Write(Encoding.UTF8.GetBytes(text), '"', output);

    private static void Write(ReadOnlySpan<byte> text, char kind, HashInput output)
    {
        Span<byte> length = stackalloc byte[16];
        Utf8Formatter.TryFormat(text.Length, length, out var digits);
        output.Append([(byte)kind]);
        output.Append(length[..digits]);
        output.Append(":"u8);
        output.Append(text);
    }

    private static bool IsEscaped(ReadOnlySpan<byte> text) => text.Contains((byte)'\\');

    private static bool IsPlain(ReadOnlySpan<byte> name) => Ascii.IsValid(name) && !IsEscaped(name);
}
