using Aegis.Streams.Pipeline;
using Microsoft.Net.Http.Headers;

namespace Aegis.Streams.Server.Http;

/// <summary>The media type of JSON.</summary>
internal static class JsonMediaType
{
    /// <summary>Says whether a content type is JSON in UTF-8.</summary>
    /// <param name="contentType">The content type; <see langword="null"/>: there is none.</param>
    /// <returns>Whether it is; any parameter but a charset of UTF-8 makes it something else.</returns>
    public static bool Is(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals(ContentTypes.Json, StringComparison.OrdinalIgnoreCase)
        && (type.Parameters.Count == 0 || (type.Parameters.Count == 1 && HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));
}
