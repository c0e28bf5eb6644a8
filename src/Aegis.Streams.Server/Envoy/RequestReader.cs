using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Envoy.Protocol;
using Aegis.Streams.Server.Http;
using Google.Protobuf;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Server.Envoy;

/// <summary>Makes intents of HTTP requests as a mapping says. Thread-safe; never throws on bad input.</summary>
/// <param name="mapping">The mapping.</param>
/// <param name="limits">The bounds of what is read.</param>
internal sealed class RequestReader(EnvoyMapping mapping, IntentLimits limits)
{
    private const int Forbidden = 403;
    private const int PayloadTooLarge = 413;

    /// <summary>Reads a request.</summary>
    /// <param name="attributes">What Envoy says of it.</param>
    /// <returns>The intent, or why there is none.</returns>
    public RequestReading Read(AttributeContext attributes)
    {
        var request = attributes.Request?.Http ?? new AttributeContext.Types.HttpRequest();
        if (!RequestTarget.TryRead(request.Host, request.Path, out var target))
            return RequestDenial.Malformed(EnvoyCodes.BadTarget, "Host and path must have one plain meaning: no dot segments, empty segments, backslashes, semicolons or escapes of what splits a path.");
        if (mapping.Find(request.Method, target.Host, target.Segments) is not var (route, segments))
            return new RequestDenial(EnvoyCodes.NoRoute, Forbidden, "No route of the mapping covers this method, host and path.");
        if (ReadQuery(route, target.Query, out var query) is { } queryFault) return queryFault;

        var headers = new RequestHeaders(request);
        if (ReadBody(route, request, headers, out var body, out var members) is { } bodyFault) return bodyFault;
        var parts = new RequestParts
        {
            Headers = headers,
            Segments = segments,
            Query = query,
            Extensions = attributes.ContextExtensions,
            Principal = attributes.Source?.Principal ?? "",
            Body = members,
        };
        var intent = new ToolCallIntent();
        if ((ReadNames(route, parts, intent) ?? ReadId(route, headers, intent, out var isIdempotent)) is { } nameFault) return nameFault;
        if (ParameterAssembly.Assemble(route, parts, body, out var parameters) is { } parameterFault) return parameterFault;
        if (ReadEgress(route, request.Scheme, request.Host, target, intent) is { } egressFault) return egressFault;
        intent.Parameters = parameters;
        return RequestReading.Of(intent, route, route.Idempotency != IdempotencyUse.None && HasId(route, headers), Trace(headers));
    }

    private static RequestDenial? ReadQuery(EnvoyRoute route, string text, out Dictionary<string, string> query)
    {
        query = [];
        var mapped = route.Parameters.Where(made => made.Source.Kind == SourceKind.Query).Select(made => made.Source.Text).ToList();
        if (route.HasOtherQuery && mapped.Count == 0) return null;
        if (!RequestQuery.TryRead(text, out var found))
            return RequestDenial.Malformed(EnvoyCodes.BadQuery, "The query must be name=value pairs, each name once, without semicolons or broken escapes.");
        query = found;
        return route.HasOtherQuery || found.Keys.All(mapped.Contains)
            ? null
            : RequestDenial.Malformed(EnvoyCodes.BadQuery, "The query has a parameter that the route does not map: leave it out, or map it.");
    }

    private RequestDenial? ReadBody(EnvoyRoute route, AttributeContext.Types.HttpRequest request, RequestHeaders headers, out ByteString body, out ParameterTable? members)
    {
        (body, members) = (ByteString.Empty, null);
        if (route.Body == BodyUse.None) return RequestBody.None(request, headers);
        if (RequestBody.Take(request, headers, out body) is { } fault) return fault;

        // What the pipeline will read anyway is left to it: then the fault is a decision, with its audit entry.
        if (route.Body == BodyUse.Whole && route.Parameters.IsEmpty && route.NameSources.All(source => source.Kind != SourceKind.Body)) return null;
        if (body.Length > limits.MaxParameterBytes)
            return new RequestDenial(Outcome.ReasonCodes.TooLarge, PayloadTooLarge, $"The body is larger than {limits.MaxParameterBytes} bytes.", "body");
        members = new ParameterTable();
        return members.Read(body.Memory, limits, "body") is { } json ? RequestDenial.Malformed(json.Code, json.Message, json.Path) : null;
    }

    private static RequestDenial? ReadNames(EnvoyRoute route, RequestParts parts, ToolCallIntent intent)
    {
        if (Name(route.Tenant, parts, "tenant", text => intent.Tenant = text) is { } tenant) return tenant;
        if (Name(route.Agent, parts, "agent", text => intent.Agent = text) is { } agent) return agent;
        if (Name(route.Tool, parts, "tool", text => intent.Tool = text) is { } tool) return tool;
        if (Name(route.Action, parts, "action", text => intent.Action = text) is { } action) return action;
        intent.CallClass = parts.Find(route.CallClass) switch { "read" => Contract.CallClass.Read, "write" => Contract.CallClass.Write, _ => Contract.CallClass.Unspecified };
        return intent.CallClass == Contract.CallClass.Unspecified ? Missing(route.CallClass, "class") : null;
    }

    private static RequestDenial? Name(ValueSource source, RequestParts parts, string field, Action<string> set)
    {
        if (parts.Find(source) is not { Length: > 0 } text) return Missing(source, field);
        set(text);
        return null;
    }

    private static RequestDenial Missing(ValueSource source, string field) => source.Kind is SourceKind.Extension or SourceKind.Principal
        ? new RequestDenial(EnvoyCodes.SourceMissing, Forbidden, $"The field {field} comes from {source.Words}, which does not have it.", field)
        : RequestDenial.Malformed(EnvoyCodes.SourceMissing, $"The field {field} comes from {source.Words}, which does not have it.", field);

    private static bool HasId(EnvoyRoute route, RequestHeaders headers) => route.IdHeader is { } name && headers.Find(name) is not null;

    private static RequestDenial? ReadId(EnvoyRoute route, RequestHeaders headers, ToolCallIntent intent, out bool hasId)
    {
        hasId = HasId(route, headers);
        if (!hasId && route.Idempotency == IdempotencyUse.Required)
            return RequestDenial.Malformed(EnvoyCodes.SourceMissing, $"The field id comes from the header {route.IdHeader}, which the request does not have.", "id");
        intent.Id = hasId ? IdempotencyKey.Unquote(headers.Find(route.IdHeader!)!) : Guid.NewGuid().ToString();
        return null;
    }

    private static RequestDenial? ReadEgress(EnvoyRoute route, string scheme, string host, RequestTarget target, ToolCallIntent intent)
    {
        if (route.EgressTarget is { } fixedTarget) intent.EgressTarget = fixedTarget;
        if (!route.IsEgressOfRequest) return null;
        if (scheme is not ("http" or "https")) return RequestDenial.Malformed(EnvoyCodes.BadTarget, "The scheme must be http or https.");
        intent.EgressTarget = $"{scheme}://{host.ToLowerInvariant()}{target.Path}";
        return null;
    }

    private static List<RecordHeader> Trace(RequestHeaders headers)
    {
        var trace = new List<RecordHeader>();
        foreach (var name in (string[])[RecordHeaderNames.TraceParent, RecordHeaderNames.TraceState])
            if (headers.Find(name) is { } value) trace.Add(new RecordHeader(name, Encoding.UTF8.GetBytes(value)));
        return trace;
    }
}
