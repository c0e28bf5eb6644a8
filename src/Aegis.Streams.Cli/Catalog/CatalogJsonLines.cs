using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Aegis.Streams.Catalog;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Catalog;

/// <summary>Items as JSON objects, one a line. Prices are strings or numbers; a number is read by its digits, not as floating point.</summary>
/// <param name="tenant">The tenant of items that name none; <see langword="null"/>: each must name one.</param>
internal sealed class CatalogJsonLines(string? tenant) : ITableFormat<CatalogItem>
{
    private readonly string?[] _texts = new string?[CatalogFields.Names.Length];

    public string? Header => null;

    /// <summary>Writes the fields of an item that it has, as members of an object.</summary>
    public static void WriteFields(Utf8JsonWriter json, CatalogItem item)
    {
        var texts = CatalogFields.Write(item);
        for (var i = 0; i < texts.Length; i++)
            if (texts[i] is { } text) json.WriteString(CatalogFields.Names[i], text);
    }

    public FieldFault? ReadHeader(string line) => null;

    public bool TryRead(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out CatalogItem? row, [NotNullWhen(false)] out FieldFault? fault)
    {
        row = null;
        if (!JsonLine.TryParse(line, CatalogFields.Names, out var document, out fault)) return false;
        using (document)
        {
            for (var i = 0; i < _texts.Length; i++) _texts[i] = Text(document.RootElement, CatalogFields.Names[i], ref fault);
            return fault is null && CatalogFields.TryRead(_texts, tenant, out row, out fault);
        }
    }

    public string Write(CatalogItem row) => JsonLine.Write(json => WriteFields(json, row));

    private static string? Text(JsonElement line, string name, ref FieldFault? fault) =>
        name is "list_price" or "floor_price" or "max_discount_percent" && line.TryGetProperty(name, out var price) && price.ValueKind == JsonValueKind.Number
            ? price.GetRawText()
            : JsonLine.Text(line, name, ref fault);
}
