using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Lists;

/// <summary>What the sanitizer made of the rows of a chunk.</summary>
/// <param name="Content">The rows that go out.</param>
/// <param name="Tally">What became of the rows.</param>
/// <param name="Quarantined">The rows that are set aside.</param>
internal sealed record SanitizedRows(byte[] Content, ListTally Tally, IReadOnlyList<QuarantinedRows> Quarantined)
{
    /// <summary>Gets the exception of the scanner, all of whose rows are set aside; <see langword="null"/>: none.</summary>
    public Exception? Fault { get; init; }
}
