using Aegis.Streams.Pipeline;
using Aegis.Streams.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace Aegis.Streams.Server.Http;

/// <summary>Reads the whole body of a request, which must be JSON, whole, and not too large.</summary>
internal static class RequestBody
{
    private const int UsualBytes = 4096;

    /// <summary>Reads a body.</summary>
    /// <returns>The body, or why it was not taken.</returns>
    public static async ValueTask<(byte[] Body, CallRefusal? Fault)> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        if (!JsonMediaType.Is(request.ContentType)) return ([], Refuse($"The content type must be {ContentTypes.Json}."));
        if (request.Headers.ContentEncoding.Count > 0) return ([], Refuse("The body must not be compressed."));
        if (request.ContentLength > maxBytes) return ([], TooLarge(maxBytes));
        using var buffer = new MemoryStream(UsualBytes);
        try
        {
            var chunk = new byte[UsualBytes];
            int read;
            while ((read = await request.Body.ReadAsync(chunk, cancellation).ConfigureAwait(false)) > 0)
            {
                if (buffer.Length + read > maxBytes) return ([], TooLarge(maxBytes));
                buffer.Write(chunk, 0, read);
            }
        }
        catch (IOException)
        {
            return ([], Refuse("The body is cut, too slow or too large."));
        }

        return (buffer.ToArray(), null);
    }

    private static CallRefusal TooLarge(int maxBytes) => Refuse($"The body is larger than {maxBytes} bytes.");

    private static CallRefusal Refuse(string message) => new(CallFault.Invalid, CallCodes.InvalidRequest, message);
}
