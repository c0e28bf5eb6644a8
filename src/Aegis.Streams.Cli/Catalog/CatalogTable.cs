using Aegis.Streams.Catalog;
using Aegis.Streams.Cli.Tables;

namespace Aegis.Streams.Cli.Catalog;

/// <summary>The table of items.</summary>
internal static class CatalogTable
{
    /// <summary>What the verbs must know of it.</summary>
    public static readonly TableForm<CatalogItem> Form = new()
    {
        Name = "catalog",
        Rows = "items",
        Topic = topics => topics.Catalog,
        CodecOf = framing => new CatalogItemCodec(framing),
        Formats = new Dictionary<string, Func<string?, ITableFormat<CatalogItem>>>
        {
            ["csv"] = tenant => new CatalogCsv(tenant),
            ["jsonl"] = tenant => new CatalogJsonLines(tenant),
        },
    };
}
