namespace Aegis.Streams.State;

/// <summary>What one record does to a global table.</summary>
/// <typeparam name="T">What the table holds.</typeparam>
/// <param name="Key">The key; kept, so not to be changed afterwards.</param>
/// <param name="Row">The new row; <see langword="null"/>: the key loses its row.</param>
public readonly record struct TableChange<T>(byte[] Key, TableRow<T>? Row)
    where T : class;
