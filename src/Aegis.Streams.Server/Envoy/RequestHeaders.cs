using System.Text;
using Aegis.Streams.Server.Envoy.Protocol;

namespace Aegis.Streams.Server.Envoy;

/// <summary>The headers of a request, the same whether Envoy sends them as texts (`headers`) or as bytes (`header_map`, with `encode_raw_headers`).</summary>
internal sealed class RequestHeaders
{
    // Envoy puts this in place of bytes that are no UTF-8, where it sends texts.
    private static readonly Encoding Lenient = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("!"));

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Initializes the headers of a request. One that occurs twice, in either form or in both, has its values joined by commas, as in Envoy's texts.</summary>
    /// <param name="request">The request.</param>
    public RequestHeaders(AttributeContext.Types.HttpRequest request)
    {
        foreach (var (name, value) in request.Headers) Add(name, value);
        if (request.HeaderMap is null) return;
        foreach (var header in request.HeaderMap.Headers) Add(header.Key, header.RawValue.IsEmpty ? header.Value : Lenient.GetString(header.RawValue.Span));
    }

    /// <summary>Gets the names, in lower case.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Finds a header.</summary>
    /// <param name="name">Its name in lower case.</param>
    /// <returns>The value; <see langword="null"/>: there is none.</returns>
    public string? Find(string name) => _values.GetValueOrDefault(name);

    private void Add(string name, string value)
    {
        name = name.ToLowerInvariant();
        _values[name] = _values.TryGetValue(name, out var before) ? $"{before},{value}" : value;
    }
}
