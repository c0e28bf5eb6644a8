using System.Security.Cryptography;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.State;

/// <summary>Reads the records of a global table's topic.</summary>
public static class TableRecord
{
    /// <summary>
    /// Finds what a record does to its table. One that cannot be used takes the key's earlier row away: what the table's owner
    /// meant to replace must not go on being used.
    /// </summary>
    /// <typeparam name="T">What the table holds.</typeparam>
    /// <param name="record">The record.</param>
    /// <param name="codec">The table's codec.</param>
    /// <param name="fault">Why the record could not be used; <see langword="null"/>: it could.</param>
    /// <returns>The change.</returns>
    public static TableChange<T> Read<T>(SourceRecord record, ITableCodec<T> codec, out FieldFault? fault)
        where T : class
    {
        fault = null;
        var key = record.Key ?? [];
        if (record.Value is not { } value) return new TableChange<T>(key, null);
        return codec.TryDecode(key, value, out var row, out fault)
            ? new TableChange<T>(key, new TableRow<T>(row, record.Partition, record.Offset, SHA256.HashData(value)))
            : new TableChange<T>(key, null);
    }
}
