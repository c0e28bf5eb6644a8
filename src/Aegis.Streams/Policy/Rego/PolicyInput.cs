using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Rego;

/// <summary>The input of the module that <see cref="RegoExport"/> writes: one call as JSON.</summary>
public static class PolicyInput
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes one call.</summary>
    /// <param name="facts">What the policies need beyond the plain facts.</param>
    /// <param name="call">The call.</param>
    /// <param name="arguments">The arguments, an object in UTF-8 that <see cref="StrictJson"/> has found no fault in. They go into the input byte for byte.</param>
    /// <param name="decisionTime">The decision time.</param>
    /// <param name="environment">The environment of the instance, such as `production`; <see langword="null"/>: it was told none.</param>
    /// <returns>The input, in UTF-8.</returns>
    /// <exception cref="JsonException">The arguments are no JSON.</exception>
    public static byte[] Write(DerivedFacts facts, CallFacts call, ReadOnlyMemory<byte> arguments, DateTimeOffset decisionTime, string? environment)
    {
        using var parsed = JsonDocument.Parse(arguments, AnyDepth);
        var buffer = new ArrayBufferWriter<byte>(arguments.Length + 512);
        using (var output = new Utf8JsonWriter(buffer, Plain))
        {
            output.WriteStartObject();
            output.WriteString("tenant", call.Tenant);
            output.WriteString("agent", call.Agent);
            WriteTexts(output, "groups", call.Groups);
            WriteTexts(output, "roles", call.Roles);
            WriteAttributes(output, call.Attributes);
            output.WriteString("environment", environment);
            output.WriteString("tool", call.Tool);
            output.WriteString("action", call.Action);
            output.WriteString("class_claim", ScopePrinter.ClassName(call.ClaimedClass));
            output.WritePropertyName("args");
            output.WriteRawValue(arguments.Span, skipInputValidation: true);
            output.WriteString("decision_time", Rfc3339.Format(decisionTime));
            output.WriteString("egress_target", call.EgressTarget);
            output.WriteStartObject("derived");
            new DerivedWriter(output, parsed.RootElement).Write(facts, call, decisionTime);
            output.WriteEndObject();
            output.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteTexts(Utf8JsonWriter output, string name, ImmutableArray<string> texts)
    {
        output.WriteStartArray(name);
        foreach (var text in texts) output.WriteStringValue(text);
        output.WriteEndArray();
    }

    private static void WriteAttributes(Utf8JsonWriter output, ImmutableSortedDictionary<string, string> attributes)
    {
        output.WriteStartObject("attributes");
        foreach (var (name, value) in attributes) output.WriteString(name, value);
        output.WriteEndObject();
    }
}
