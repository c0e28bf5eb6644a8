using System.Buffers;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace Aegis.Streams.Server.Http;

/// <summary>Reads the whole body of a request, which must be JSON, whole, and not too large.</summary>
internal static class JsonBody
{
    /// <summary>Reads a body.</summary>
    /// <returns>The body, or why it was not taken.</returns>
    public static async ValueTask<(byte[] Body, CallRefusal? Fault)> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        if (!JsonMediaType.Is(request.ContentType)) return ([], Refuse($"The content type must be {ContentTypes.Json}."));
        if (request.Headers.ContentEncoding.Count > 0) return ([], Refuse("The body must not be compressed."));
        if (request.Headers.TransferEncoding is { Count: > 0 } coding && !string.Equals(coding, "chunked", StringComparison.OrdinalIgnoreCase)) return ([], Refuse("The body must have no transfer coding but chunked."));
        if (request.ContentLength > maxBytes) return ([], TooLarge(maxBytes));
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(cancellation).ConfigureAwait(false);
                var isTooLarge = read.Buffer.Length > maxBytes;
                var body = read.IsCompleted && !isTooLarge ? read.Buffer.ToArray() : null;
                request.BodyReader.AdvanceTo(isTooLarge || read.IsCompleted ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
                if (isTooLarge) return ([], TooLarge(maxBytes));
                if (body is not null) return (body, null);
            }
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status429TooManyRequests)
        {
            return ([], Refusals.Overloaded);
        }
        catch (IOException)
        {
            return ([], Refuse("The body is cut, too slow or too large."));
        }
    }

    private static CallRefusal TooLarge(int maxBytes) => Refuse($"The body is larger than {maxBytes} bytes.");

    private static CallRefusal Refuse(string message) => new(RefusalKind.Invalid, CallCodes.InvalidRequest, message);
}
