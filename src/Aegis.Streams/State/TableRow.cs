namespace Aegis.Streams.State;

/// <summary>One row of a global table.</summary>
/// <typeparam name="T">What the table holds.</typeparam>
/// <param name="Value">The row's content.</param>
/// <param name="Partition">The partition of the record that set it.</param>
/// <param name="Offset">The offset of that record.</param>
/// <param name="ContentHash">SHA-256 of that record's value, 32 bytes; not to be changed.</param>
public sealed record TableRow<T>(T Value, int Partition, long Offset, byte[] ContentHash)
    where T : class;
