using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Tables;

namespace Aegis.Streams.Cli.Catalog;

/// <summary>`aegis catalog`: what may be quoted, and at which price.</summary>
internal static class CatalogCommand
{
    /// <summary>Makes the group.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The group.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var group = new Verb("catalog", "Load, look up and export the catalog of items.")
        {
            LoadCommand<Aegis.Streams.Catalog.CatalogItem>.Create(CatalogTable.Form, connections),
            CatalogGetCommand.Create(connections),
            CatalogExportCommand.Create(connections),
        };
        connections.AddTo(group);
        return group;
    }
}
