using System.Buffers;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Envoy.Mapping;
using Google.Protobuf;

namespace Aegis.Streams.Server.Envoy;

/// <summary>Makes the parameters of an intent of a route's body, path, query and constants. A member of the body never takes the place of what the route makes.</summary>
internal static class ParameterAssembly
{
    /// <summary>Makes the parameters.</summary>
    /// <param name="route">The route.</param>
    /// <param name="parts">The request.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="parameters">One JSON object; a whole body stays as it is spelled.</param>
    /// <returns>Why there are none; <see langword="null"/>: they are made.</returns>
    public static RequestDenial? Assemble(EnvoyRoute route, RequestParts parts, ByteString body, out ByteString parameters)
    {
        parameters = ByteString.Empty;
        if (route.Body == BodyUse.Whole && route.Parameters.IsEmpty)
        {
            parameters = body;
            return null;
        }

        if (MemberFault(route, parts.Body) is { } fault) return fault;
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, ContractJson.WriterOptions);
        json.WriteStartObject();
        if (route.Body == BodyUse.Whole) WriteMembers(json, parts.Body!, _ => true);
        foreach (var parameter in route.Parameters)
            if (Write(json, parameter, parts) is { } missing) return missing;
        json.WriteEndObject();
        json.Flush();
        parameters = ByteString.CopyFrom(output.WrittenSpan);
        return null;
    }

    /// <summary>Makes the body that asks for the parameters that a decision put in place of those of the request.</summary>
    /// <param name="route">The route.</param>
    /// <param name="sanitized">The parameters.</param>
    /// <returns>The body; empty: it cannot be told, since the route takes only parts of it.</returns>
    public static ReadOnlyMemory<byte> BodyOf(EnvoyRoute route, ReadOnlyMemory<byte> sanitized)
    {
        if (route.Body != BodyUse.Whole || sanitized.IsEmpty) return default;
        if (route.Parameters.IsEmpty) return sanitized;
        var table = new ParameterTable();
        if (table.Read(sanitized, new IntentLimits { MaxParameterBytes = int.MaxValue }, "parameters") is not null) return default;
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, ContractJson.WriterOptions);
        json.WriteStartObject();
        WriteMembers(json, table, name => route.Parameters.All(made => made.Name != name));
        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }

    private static RequestDenial? MemberFault(EnvoyRoute route, ParameterTable? body)
    {
        if (body is null) return null;
        for (var i = 1; i < body.Count; i = body[i].Next)
        {
            var name = Encoding.UTF8.GetString(body.UnescapedName(body[i]));
            if (route.Body == BodyUse.Whole && route.Parameters.Any(made => made.Name == name))
                return RequestDenial.Malformed(EnvoyCodes.BodyMember, "The body has a member whose value the route takes from elsewhere: leave it out.", "body." + name);
            if (route.Body == BodyUse.Fields && !IsMapped(route, name))
                return RequestDenial.Malformed(EnvoyCodes.BodyMember, "The body has a member that the route does not map: leave it out, or map it.", body.PathOf(i, "body"));
        }

        return null;
    }

    private static bool IsMapped(EnvoyRoute route, string name) =>
        route.Parameters.Any(made => made.Source.Kind == SourceKind.Body && made.Source.Text == name) || route.NameSources.Any(source => source.Kind == SourceKind.Body && source.Text == name);

    private static void WriteMembers(Utf8JsonWriter json, ParameterTable table, Func<string, bool> isWanted)
    {
        for (var i = 1; i < table.Count; i = table[i].Next)
        {
            var name = Encoding.UTF8.GetString(table.UnescapedName(table[i]));
            if (!isWanted(name)) continue;
            json.WritePropertyName(name);
            json.WriteRawValue(RawValue(table, i), skipInputValidation: true);
        }
    }

    private static ReadOnlySpan<byte> RawValue(ParameterTable table, int index)
    {
        ref readonly var entry = ref table[index];
        return entry.Kind == ParameterKind.String ? table.Text.Slice(entry.Start - 1, entry.Length + 2) : table.Value(entry);
    }

    private static RequestDenial? Write(Utf8JsonWriter json, MappedParameter parameter, RequestParts parts)
    {
        if (parameter.Source.Kind == SourceKind.Body)
        {
            // Whether a parameter may be absent is for policy to say.
            if (parts.Body is null || !parts.Body.TryFind(0, Encoding.UTF8.GetBytes(parameter.Source.Text), out var member)) return null;
            json.WritePropertyName(parameter.Name);
            json.WriteRawValue(RawValue(parts.Body, member), skipInputValidation: true);
            return null;
        }

        if (parts.Find(parameter.Source) is not { } text) return null;
        if (parameter.Form == ValueForm.Text)
        {
            json.WriteString(parameter.Name, text);
            return null;
        }

        if (!(parameter.Form == ValueForm.Number ? IsNumber(text) : text is "true" or "false"))
        {
            var form = parameter.Form == ValueForm.Number ? "a number as JSON spells it" : "true or false";
            return RequestDenial.Malformed(EnvoyCodes.BadQuery, $"The value must be {form}.", parameter.Source.Words);
        }

        json.WritePropertyName(parameter.Name);
        json.WriteRawValue(text, skipInputValidation: true);
        return null;
    }

    private static bool IsNumber(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return utf8.Length > 0 && JsonLexer.EndOfNumber(utf8, 0) == utf8.Length;
    }
}
