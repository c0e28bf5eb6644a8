using System.Buffers;
using System.Text;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Intents;

/// <summary>W3C trace context of an intent: from its envelope, else from the record's headers. A malformed one is dropped, as the standard says.</summary>
internal static class TraceContext
{
    private const int ParentLength = 55;
    private const int MaxStateLength = 512;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static string? Parent(string envelope, SourceRecord record)
    {
        var parent = envelope.Length > 0 ? envelope : Header(record, RecordHeaderNames.TraceParent, ParentLength);
        return parent is not null && IsParent(parent) ? parent : null;
    }

    public static string? State(string envelope, SourceRecord record)
    {
        var state = envelope.Length > 0 ? envelope : Header(record, RecordHeaderNames.TraceState, MaxStateLength);
        return state is { Length: > 0 and <= MaxStateLength } && Ascii.IsValid(state) ? state : null;
    }

    private static string? Header(SourceRecord record, string name, int maxLength) =>
        record.FindHeader(name) is { } bytes && bytes.Length <= maxLength && Ascii.IsValid(bytes) ? Encoding.ASCII.GetString(bytes) : null;

    /// <summary>Version 00: `00-` trace id (32 hex digits) `-` parent id (16) `-` flags (2), neither id all zeros.</summary>
    private static bool IsParent(string text) =>
        text.Length == ParentLength
        && text.StartsWith("00-", StringComparison.Ordinal) && text[35] == '-' && text[52] == '-'
        && IsId(text.AsSpan(3, 32)) && IsId(text.AsSpan(36, 16)) && !text.AsSpan(53).ContainsAnyExcept(HexDigits);

    private static bool IsId(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(HexDigits) && text.ContainsAnyExcept('0');
}
