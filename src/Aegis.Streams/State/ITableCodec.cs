using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.State;

/// <summary>Turns the records of a global table into rows and back. Thread-safe; never throws on bad bytes.</summary>
/// <typeparam name="T">What the table holds.</typeparam>
public interface ITableCodec<T>
    where T : class
{
    /// <summary>Reads a record.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="row">The row.</param>
    /// <param name="fault">Why there is none.</param>
    /// <returns>Whether the record is one of the contract, under the key that its content names.</returns>
    bool TryDecode(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> value,
        [NotNullWhen(true)] out T? row,
        [NotNullWhen(false)] out FieldFault? fault);

    /// <summary>Checks a row against the bounds of the contract, which <see cref="Encode"/> does not.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The first fault; <see langword="null"/>: none.</returns>
    FieldFault? Validate(T row);

    /// <summary>Finds the key of a row's record.</summary>
    /// <param name="row">A valid row.</param>
    /// <returns>The key's bytes.</returns>
    byte[] EncodeKey(T row);

    /// <summary>Writes the value of a row's record.</summary>
    /// <param name="row">A valid row.</param>
    /// <returns>The value's bytes: Protobuf.</returns>
    byte[] Encode(T row);
}
