using System.Diagnostics.CodeAnalysis;
using System.Text;
using Aegis.Streams.Catalog;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Catalog;

/// <summary>Items as lines of comma-separated values. The header names the columns, in any order.</summary>
/// <param name="tenant">The tenant of items that name none; <see langword="null"/>: each must name one.</param>
internal sealed class CatalogCsv(string? tenant) : ITableFormat<CatalogItem>
{
    // A file without such a column is more likely a mistake than a catalog without floors: whoever means that leaves the values empty.
    private static readonly string[] Required = ["sku", "state", "currency", "floor_price"];

    private readonly List<string> _values = [];
    private readonly string?[] _texts = new string?[CatalogFields.Names.Length];
    private int[] _columns = [];

    public string Header => CsvLine.Join(CatalogFields.Names);

    public FieldFault? ReadHeader(string line)
    {
        if (!CsvLine.TrySplit(line, _values, out var fault)) return new FieldFault("header", fault);
        _columns = [.. _values.Select(name => Array.IndexOf(CatalogFields.Names, name))];
        if (_columns.Contains(-1)) return new FieldFault("header", $"has a column that is none of {string.Join(", ", CatalogFields.Names)}, separated by commas");
        if (_columns.Distinct().Count() < _columns.Length) return new FieldFault("header", "has a column twice");
        var missing = Required.Concat(tenant is null ? ["tenant"] : []).Except(_values).ToList();
        return missing.Count == 0 ? null
            : new FieldFault("header", $"has no column {string.Join(", ", missing)}" + (missing is ["tenant"] ? "; add it, or name the tenant with --tenant" : ""));
    }

    public bool TryRead(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out CatalogItem? row, [NotNullWhen(false)] out FieldFault? fault)
    {
        row = null;
        if (!CsvLine.TrySplit(Encoding.UTF8.GetString(line.Span), _values, out var lineFault))
        {
            fault = new FieldFault("line", lineFault);
            return false;
        }

        if (_values.Count != _columns.Length)
        {
            fault = new FieldFault("line", $"has {_values.Count} values for {_columns.Length} columns");
            return false;
        }

        for (var i = 0; i < _columns.Length; i++) _texts[_columns[i]] = _values[i];
        return CatalogFields.TryRead(_texts, tenant, out row, out fault);
    }

    public string Write(CatalogItem row) => CsvLine.Join(CatalogFields.Write(row));
}
