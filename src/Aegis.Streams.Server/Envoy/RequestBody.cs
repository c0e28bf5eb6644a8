using System.Globalization;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Server.Envoy.Protocol;
using Aegis.Streams.Server.Http;
using Google.Protobuf;

namespace Aegis.Streams.Server.Envoy;

/// <summary>Finds the body of a request. What did not come whole, plain and as JSON is no body: a proxy that forwards none, or a part, must not be a way around policy.</summary>
internal static class RequestBody
{
    // Set by Envoy where `allow_partial_message` is on.
    private const string PartialMarker = "x-envoy-auth-partial-body";
    private const int UnsupportedMediaType = 415;
    private const int PayloadTooLarge = 413;

    /// <summary>Takes the body of a request that has one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="body">The body.</param>
    /// <returns>Why there is none; <see langword="null"/>: it is whole.</returns>
    public static RequestDenial? Take(AttributeContext.Types.HttpRequest request, RequestHeaders headers, out ByteString body)
    {
        body = Of(request);
        if (FramingFault(request, headers, out var announced) is { } fault) return fault;
        if (headers.Find("content-encoding") is not null)
            return new RequestDenial(EnvoyCodes.BodyEncoded, UnsupportedMediaType, "The body must not be compressed or encoded: nobody could look into it.");
        if (headers.Find(PartialMarker) == "true" || announced > body.Length)
            return new RequestDenial(EnvoyCodes.BodyTruncated, PayloadTooLarge, "Only a part of the body came: make it smaller, or raise max_request_bytes of the gateway.");
        if (body.IsEmpty) return RequestDenial.Malformed(EnvoyCodes.BodyMissing, "The route needs a JSON body, and none came: send one; the gateway must forward it (with_request_body).");
        if (announced < body.Length) return RequestDenial.Malformed(EnvoyCodes.BadHeader, "The body is longer than the header content-length says.", "content-length");
        return JsonMediaType.Is(headers.Find("content-type"))
            ? null
            : new RequestDenial(EnvoyCodes.BodyType, UnsupportedMediaType, $"The content type must be {ContentTypes.Json}, in UTF-8.");
    }

    /// <summary>Sees that a request has no body.</summary>
    /// <returns>Why it has one, or may have; <see langword="null"/>: it has none.</returns>
    public static RequestDenial? None(AttributeContext.Types.HttpRequest request, RequestHeaders headers)
    {
        if (FramingFault(request, headers, out var announced) is { } fault) return fault;
        return Of(request).IsEmpty && announced is null or 0 && headers.Find("transfer-encoding") is null && headers.Find(PartialMarker) != "true"
            ? null
            : RequestDenial.Malformed(EnvoyCodes.BodyUnexpected, "The route has no body: leave it out, or map it (body: whole).");
    }

    private static ByteString Of(AttributeContext.Types.HttpRequest request) => request.RawBody.IsEmpty ? ByteString.CopyFromUtf8(request.Body) : request.RawBody;

    private static RequestDenial? FramingFault(AttributeContext.Types.HttpRequest request, RequestHeaders headers, out long? announced)
    {
        announced = null;
        if (!request.RawBody.IsEmpty && request.Body.Length > 0) return RequestDenial.Malformed(EnvoyCodes.BadHeader, "The body came twice, as text and as bytes.");
        if (headers.Find("content-length") is not { } text) return null;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return RequestDenial.Malformed(EnvoyCodes.BadHeader, "The header content-length must be one whole number.", "content-length");
        announced = length;
        return null;
    }
}
