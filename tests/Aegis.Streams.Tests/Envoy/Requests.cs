using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Server.Envoy;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Envoy.Protocol;
using Google.Protobuf;

namespace Aegis.Streams.Tests.Envoy;

/// <summary>Requests as Envoy describes them, and mappings to read them by.</summary>
internal static class Requests
{
    /// <summary>A mapping of one route; the lines follow its name.</summary>
    public static RequestReader Reader(string route) => new(Mapping($"routes:\n  - name: one\n{Indented(route)}"), new IntentLimits());

    public static EnvoyMapping Mapping(string text)
    {
        var loading = EnvoyMappingLoader.Load("mapping.yaml", text);
        Assert.Empty(loading.Errors);
        return loading.Mapping!;
    }

    /// <summary>A request with JSON in its body.</summary>
    public static AttributeContext Post(string path, string body, params (string Name, string Value)[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return Request("POST", path, bytes, [("content-type", "application/json"), ("content-length", bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. headers]);
    }

    public static AttributeContext Get(string path, params (string Name, string Value)[] headers) => Request("GET", path, [], headers);

    public static AttributeContext Request(string method, string path, byte[] body, params (string Name, string Value)[] headers)
    {
        var http = new AttributeContext.Types.HttpRequest { Method = method, Path = path, Host = "api.example.com", Scheme = "https", RawBody = ByteString.CopyFrom(body) };
        foreach (var (name, value) in headers) http.Headers[name] = value;
        return new AttributeContext
        {
            Source = new AttributeContext.Types.Peer { Principal = "spiffe://acme.example/agent/composer" },
            Request = new AttributeContext.Types.Request { Http = http },
            ContextExtensions = { ["tenant"] = "acme", ["class"] = "write" },
        };
    }

    /// <summary>The same request as `encode_raw_headers` sends it.</summary>
    public static AttributeContext WithRawHeaders(AttributeContext context)
    {
        var copy = context.Clone();
        var http = copy.Request.Http;
        http.HeaderMap = new HeaderMap();
        foreach (var (name, value) in http.Headers) http.HeaderMap.Headers.Add(new HeaderValue { Key = name, RawValue = ByteString.CopyFromUtf8(value) });
        http.Headers.Clear();
        return copy;
    }

    /// <summary>The same request without `pack_as_bytes`.</summary>
    public static AttributeContext WithTextBody(AttributeContext context)
    {
        var copy = context.Clone();
        (copy.Request.Http.Body, copy.Request.Http.RawBody) = (copy.Request.Http.RawBody.ToStringUtf8(), ByteString.Empty);
        return copy;
    }

    private static string Indented(string route) => string.Join('\n', route.Split('\n').Select(line => $"    {line}"));
}
