using System.Diagnostics.CodeAnalysis;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Tables;

/// <summary>How the rows of a table look as lines of a file. Keeps what its header said, so it serves one file.</summary>
/// <typeparam name="T">What the table holds.</typeparam>
internal interface ITableFormat<T>
    where T : class
{
    /// <summary>Gets the line that comes before all rows; <see langword="null"/>: there is none.</summary>
    string? Header { get; }

    /// <summary>Reads the header of a file. Called first, if the format has one.</summary>
    /// <param name="line">The line, valid UTF-8.</param>
    /// <returns>Why the file cannot be read; <see langword="null"/>: it can.</returns>
    FieldFault? ReadHeader(string line);

    /// <summary>Reads a row. What the contract says of its bounds is left to the table's codec.</summary>
    /// <param name="line">The line, valid UTF-8, not empty.</param>
    /// <param name="row">The row.</param>
    /// <param name="fault">Why there is none.</param>
    /// <returns>Whether there is a row.</returns>
    bool TryRead(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out T? row, [NotNullWhen(false)] out FieldFault? fault);

    /// <summary>Writes a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>A line without its end, which <see cref="TryRead"/> reads as the same row.</returns>
    string Write(T row);
}
