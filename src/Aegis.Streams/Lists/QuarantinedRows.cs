namespace Aegis.Streams.Lists;

/// <summary>Rows of a chunk that do not go out.</summary>
/// <param name="Content">The rows as they came in.</param>
/// <param name="FirstLine">The number of the line that the first of them starts on, from 1.</param>
/// <param name="Fault">Why.</param>
internal sealed record QuarantinedRows(byte[] Content, long FirstLine, ListFault Fault);
