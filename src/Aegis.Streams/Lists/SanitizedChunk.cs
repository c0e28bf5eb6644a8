using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Lists;

/// <summary>A chunk that was dealt with.</summary>
/// <param name="Records">The sanitized rows and the receipt.</param>
/// <param name="Tally">What became of the rows.</param>
/// <param name="Quarantined">The rows that are set aside.</param>
internal sealed record SanitizedChunk(IReadOnlyList<OutboundRecord> Records, ListTally Tally, IReadOnlyList<QuarantinedRows> Quarantined)
{
    /// <summary>Gets the exception of the sanitizer; <see langword="null"/>: none.</summary>
    public Exception? Fault { get; init; }
}
