using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Tests.Intents;

/// <summary>The same strictness as <see cref="StrictJson"/>, on the platform's reader: what the scanner is compared with.</summary>
internal static class StrictJsonOracle
{
    private const int MaxExponentDigits = 4;

    public static IntentFault? Validate(ReadOnlyMemory<byte> utf8, IntentLimits limits, string root)
    {
        if (!Utf8.IsValid(utf8.Span)) return new IntentFault(ReasonCodes.InvalidUtf8, root, "The text is not valid UTF-8.");
        var place = new JsonPlaceOracle(root);
        try
        {
            return Scan(utf8.Span, limits, place);
        }
        catch (JsonException fault)
        {
            // The reader's own message may quote the text; its position may not.
            var message = $"The text is not valid JSON at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}.";
            return new IntentFault(ReasonCodes.InvalidJson, place.ToString(), message);
        }
    }

    private static IntentFault? Scan(ReadOnlySpan<byte> utf8, IntentLimits limits, JsonPlaceOracle place)
    {
        // One level more than allowed, so that the fault is ours to name.
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return new IntentFault(ReasonCodes.InvalidJson, place.ToString(), "The text must be one JSON object.");
        do
        {
            if (Check(ref reader, limits, place) is { } fault) return fault;
        }
        while (reader.Read());
        return null;
    }

    private static IntentFault? Check(ref Utf8JsonReader reader, IntentLimits limits, JsonPlaceOracle place)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                place.Leave();
                return null;
            case JsonTokenType.PropertyName:
                if (HasLoneSurrogate(ref reader)) return LoneSurrogate(place);
                return place.EnterName(ref reader) ? null
                    : new IntentFault(ReasonCodes.DuplicateKey, place.ToString(), "The name occurs twice in one object.");
        }

        place.NextItem();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                if (reader.CurrentDepth >= limits.MaxDepth)
                    return new IntentFault(ReasonCodes.TooDeep, place.ToString(), $"Nested deeper than {limits.MaxDepth} levels.");
                place.Enter(isArray: reader.TokenType == JsonTokenType.StartArray);
                return null;
            case JsonTokenType.Number when IsNumberTooLong(reader.ValueSpan, limits):
                var bound = $"A number may have {limits.MaxNumberLength} characters and an exponent of {MaxExponentDigits} digits.";
                return new IntentFault(ReasonCodes.NumberTooLong, place.ToString(), bound);
            case JsonTokenType.String when HasLoneSurrogate(ref reader):
                return LoneSurrogate(place);
            default:
                return null;
        }
    }

    private static IntentFault LoneSurrogate(JsonPlaceOracle place) =>
        new(ReasonCodes.InvalidUtf8, place.ToString(), "A text has half of a surrogate pair.");

    private static bool IsNumberTooLong(ReadOnlySpan<byte> number, IntentLimits limits)
    {
        if (number.Length > limits.MaxNumberLength) return true;
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        return exponent >= 0 && number[(exponent + 1)..].TrimStart("+-0"u8).Length > MaxExponentDigits;
    }

    private static bool HasLoneSurrogate(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return false;
        var text = reader.ValueSpan;
        var isHighBefore = false;
        for (var i = 0; i < text.Length; i++)
        {
            ushort unit = 0;
            if (text[i] == '\\' && text[++i] == 'u')
            {
                _ = Utf8Parser.TryParse(text.Slice(i + 1, 4), out unit, out _, 'x'); // The reader saw four hex digits.
                i += 4;
            }

            if (isHighBefore != char.IsLowSurrogate((char)unit)) return true;
            isHighBefore = char.IsHighSurrogate((char)unit);
        }

        return isHighBefore;
    }
}
