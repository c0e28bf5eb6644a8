using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Aegis.Streams.Outcome;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Intents;

/// <summary>Reads a `ToolCallIntent` from JSON with the names of the contract. The bytes of its parameters are taken as they are.</summary>
internal static class JsonEnvelope
{
    private const int MaxShownName = 64;
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    // By a span, so that no name becomes a string.
    private static readonly FrozenDictionary<string, FieldDescriptor>.AlternateLookup<ReadOnlySpan<char>> Fields =
        Contract.ToolCallIntent.Descriptor.Fields.InDeclarationOrder().ToFrozenDictionary(field => field.Name, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    // Parameters may be nested too deeply, and must not hide who sent them. The record's size bounds the depth.
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    public static IntentFault? TryRead(byte[] value, out Contract.ToolCallIntent contract)
    {
        contract = new Contract.ToolCallIntent();
        try
        {
            return Read(value, contract);
        }
        catch (JsonException fault)
        {
            var message = $"The value is not valid JSON at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}.";
            return new IntentFault(ReasonCodes.InvalidJson, null, message);
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader throws on a text that is not UTF-8 or has half of a surrogate pair.
            return new IntentFault(ReasonCodes.InvalidUtf8, null, "A field of the envelope is not valid Unicode text.");
        }
    }

    private static IntentFault? Read(byte[] value, Contract.ToolCallIntent contract)
    {
        var reader = new Utf8JsonReader(value, AnyDepth);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return new IntentFault(ReasonCodes.InvalidJson, null, "The value must be one JSON object.");
        var seen = 0u;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryFindField(ref reader, out var field))
                return new IntentFault(ReasonCodes.UnknownField, Shown(reader.GetString()!), "The contract of intents has no such field.");
            var bit = 1u << field.FieldNumber;
            if ((seen & bit) != 0) return new IntentFault(ReasonCodes.DuplicateKey, field.Name, "The field occurs twice.");
            seen |= bit;
            reader.Read();
            if (!SetField(ref reader, field.FieldNumber, value, contract))
                return new IntentFault(ReasonCodes.InvalidField, field.Name, "The field has another type or form than the contract says.");
        }

        reader.Read(); // Throws on text after the object.
        return null;
    }

    private static bool TryFindField(ref Utf8JsonReader reader, [NotNullWhen(true)] out FieldDescriptor? field)
    {
        field = null;
        if (reader.ValueSpan.Length > MaxShownName) return false;
        Span<char> name = stackalloc char[MaxShownName];
        return Fields.TryGetValue(name[..reader.CopyString(name)], out field);
    }

    private static bool SetField(ref Utf8JsonReader reader, int field, byte[] value, Contract.ToolCallIntent contract)
    {
        if (field == Contract.ToolCallIntent.ParametersFieldNumber)
        {
            var start = (int)reader.TokenStartIndex;
            var isAbsent = reader.TokenType == JsonTokenType.Null;
            reader.Skip();
            if (!isAbsent) contract.Parameters = UnsafeByteOperations.UnsafeWrap(value.AsMemory(start, (int)reader.BytesConsumed - start));
            return true;
        }

        if (reader.TokenType == JsonTokenType.Null) return true;
        if (field == Contract.ToolCallIntent.AttemptFieldNumber)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetUInt32(out var attempt)) return false;
            contract.Attempt = attempt;
            return true;
        }

        return reader.TokenType == JsonTokenType.String && SetText(field, reader.GetString()!, contract);
    }

    private static bool SetText(int field, string text, Contract.ToolCallIntent contract)
    {
        switch (field)
        {
            case Contract.ToolCallIntent.IdFieldNumber: contract.Id = text; return true;
            case Contract.ToolCallIntent.TenantFieldNumber: contract.Tenant = text; return true;
            case Contract.ToolCallIntent.AgentFieldNumber: contract.Agent = text; return true;
            case Contract.ToolCallIntent.CredentialFieldNumber: contract.Credential = text; return true;
            case Contract.ToolCallIntent.ToolFieldNumber: contract.Tool = text; return true;
            case Contract.ToolCallIntent.ActionFieldNumber: contract.Action = text; return true;
            case Contract.ToolCallIntent.EgressTargetFieldNumber: contract.EgressTarget = text; return true;
            case Contract.ToolCallIntent.TraceparentFieldNumber: contract.Traceparent = text; return true;
            case Contract.ToolCallIntent.TracestateFieldNumber: contract.Tracestate = text; return true;
            case Contract.ToolCallIntent.ReplyTopicFieldNumber: contract.ReplyTopic = text; return true;
            case Contract.ToolCallIntent.OverrideTokenFieldNumber: contract.OverrideToken = text; return true;
            case Contract.ToolCallIntent.CallClassFieldNumber:
                contract.CallClass = text switch { "read" => Contract.CallClass.Read, "write" => Contract.CallClass.Write, _ => (Contract.CallClass)(-1) };
                return contract.CallClass >= 0;
            case Contract.ToolCallIntent.CreatedAtFieldNumber: return (contract.CreatedAt = Rfc3339.Parse(text)) is not null;
            case Contract.ToolCallIntent.DeadlineFieldNumber: return (contract.Deadline = Rfc3339.Parse(text)) is not null;
            default: return false;
        }
    }

    private static string Shown(string name) =>
        name.Length is > 0 and <= MaxShownName && !name.AsSpan().ContainsAnyExcept(NameCharacters) ? name : "*";
}
