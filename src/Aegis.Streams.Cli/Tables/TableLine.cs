using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Tables;

/// <summary>One line of a file that holds a table.</summary>
/// <typeparam name="T">What the table holds.</typeparam>
/// <param name="Number">Its number in the file, 1 and up.</param>
/// <param name="Row">The row; <see langword="null"/>: the line is rejected.</param>
/// <param name="Key">The key of the row's record; empty: the line is rejected.</param>
/// <param name="Fault">Why the line is rejected; <see langword="null"/>: it is not.</param>
/// <param name="Raw">The line as it is, valid until the next one is read; cut off if it is too long.</param>
internal readonly record struct TableLine<T>(long Number, T? Row, byte[] Key, FieldFault? Fault, ReadOnlyMemory<byte> Raw)
    where T : class;
