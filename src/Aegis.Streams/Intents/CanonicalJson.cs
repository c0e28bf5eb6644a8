using System.Buffers;
using System.Globalization;
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

    public static void Write(ReadOnlyMemory<byte> utf8, IBufferWriter<byte> output)
    {
        using var document = JsonDocument.Parse(utf8, AnyDepth);
        Write(document.RootElement, output);
    }

    private static void Write(JsonElement value, IBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                output.Write("["u8);
                foreach (var item in value.EnumerateArray()) Write(item, output);
                output.Write("]"u8);
                break;
            case JsonValueKind.String:
                WriteText(value.GetString()!, output);
                break;
            case JsonValueKind.Number:
                var raw = JsonMarshal.GetRawUtf8Value(value);
                WriteText(ExactDecimal.TryParse(raw, out var number) ? number.ToString() : Encoding.ASCII.GetString(raw), output, '#');
                break;
            default:
                output.Write(JsonMarshal.GetRawUtf8Value(value)); // true, false or null
                break;
        }
    }

    private static void WriteObject(JsonElement value, IBufferWriter<byte> output)
    {
        var members = new List<JsonProperty>();
        foreach (var member in value.EnumerateObject()) members.Add(member);
        members.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));

        output.Write("{"u8);
        foreach (var member in members)
        {
            WriteText(member.Name, output);
            Write(member.Value, output);
        }

        output.Write("}"u8);
    }

    private static void WriteText(string text, IBufferWriter<byte> output, char kind = '"')
    {
        Span<byte> prefix = stackalloc byte[16];
        Encoding.UTF8.TryGetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}{Encoding.UTF8.GetByteCount(text)}:"), prefix, out var length);
        output.Write(prefix[..length]);
        output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }
}
