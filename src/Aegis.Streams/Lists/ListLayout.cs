using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Lists;

/// <summary>Tells the sanitizer what the rows of a list are.</summary>
internal static class ListLayout
{
    /// <summary>Finds the layout of rows.</summary>
    /// <param name="heading">The list.</param>
    /// <param name="header">The record that names the columns, without its line end; empty: none does.</param>
    public static RowLayout Of(ListHeading heading, ReadOnlyMemory<byte> header) => heading.Format == ListFormat.JsonLines
        ? new RowLayout(RecordFormat.JsonLines)
        : new RowLayout(RecordFormat.Csv)
        {
            Delimiter = (byte)heading.Delimiter[0],
            Header = header,
            Cells = heading.Cells,
            Columns = heading.Columns.GroupBy(column => column.Place).ToDictionary(columns => columns.Key, columns => columns.Last().Name),
        };
}
