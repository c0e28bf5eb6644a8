using System.Text;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Intents;

/// <summary>Finds the encoding of a value from its content type.</summary>
internal static class MediaType
{
    /// <summary>Finds the encoding.</summary>
    /// <param name="contentType">The header; <see langword="null"/>: the value's first byte tells.</param>
    /// <param name="value">The value, not empty.</param>
    /// <returns>The encoding; <see langword="null"/>: the content type is none that Aegis reads.</returns>
    public static WireFormat? FormatOf(byte[]? contentType, ReadOnlySpan<byte> value)
    {
        if (contentType is null) return value[0] == '{' ? WireFormat.Json : WireFormat.Protobuf;
        var parameters = contentType.AsSpan().IndexOf((byte)';');
        var type = (parameters < 0 ? contentType : contentType.AsSpan(0, parameters)).Trim(" \t"u8);
        if (Ascii.EqualsIgnoreCase(type, ContentTypes.Json)) return WireFormat.Json;
        return Ascii.EqualsIgnoreCase(type, ContentTypes.Protobuf) ? WireFormat.Protobuf : null;
    }
}
