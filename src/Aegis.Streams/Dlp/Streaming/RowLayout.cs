using System.Collections.Frozen;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>What the rows of a list are.</summary>
/// <param name="Format">Records of delimited values, or a text of JSON on each line.</param>
public sealed record RowLayout(RecordFormat Format)
{
    /// <summary>Gets what stands between the cells of delimited values.</summary>
    /// <value>The default is a comma. Semicolon, tab and bar are the others.</value>
    public byte Delimiter { get; init; } = (byte)',';

    /// <summary>Gets the record that names the columns of delimited values, without its line end and a mark of UTF-8 before it.</summary>
    /// <value>The default is empty: none does.</value>
    public ReadOnlyMemory<byte> Header { get; init; }

    /// <summary>Gets how many cells a record of delimited values has where no header says it. Counts only if something is said of columns.</summary>
    /// <value>The default is 0: not known.</value>
    public int Cells { get; init; }

    /// <summary>Gets what columns hold, whatever they are called: by their place from 0, a name that says it. An empty name says nothing.</summary>
    /// <value>The default is empty: the header says it.</value>
    public IReadOnlyDictionary<int, string> Columns { get; init; } = FrozenDictionary<int, string>.Empty;
}
