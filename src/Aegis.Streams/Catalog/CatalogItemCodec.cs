using System.Diagnostics.CodeAnalysis;
using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using Google.Protobuf;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Catalog;

/// <summary>Reads and writes the records of the catalog: key `tenant/sku`, value a `CatalogItem` of the contract.</summary>
/// <param name="framing">The Confluent framing of what is written; <see langword="null"/>: values are plain. Both are read.</param>
public sealed class CatalogItemCodec(ProtobufFraming? framing = null) : ITableCodec<CatalogItem>
{
    private const int MaxNameLength = 256;
    private const string PercentRule = "must be a decimal number from 0 to 100";

    private static readonly ExactDecimal MaxPercent = ExactDecimal.FromMinorUnits(100, 0);

    /// <inheritdoc/>
    public bool TryDecode(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> value,
        [NotNullWhen(true)] out CatalogItem? row,
        [NotNullWhen(false)] out FieldFault? fault)
    {
        row = null;
        if (!ContractMessage.TryParse(Contract.CatalogItem.Parser, value, out var message, out fault)) return false;
        if (!ContractTime.TryRead(message.UpdatedAt, "updated_at", out var updatedAt, out fault)) return false;
        if (!Enum.IsDefined(message.State))
        {
            fault = new FieldFault("state", "unknown value; use ACTIVE or INACTIVE");
            return false;
        }

        if (!TryReadPercent(message.MaxDiscountPercent, out var limit))
        {
            fault = new FieldFault("max_discount_percent", PercentRule);
            return false;
        }

        var item = new CatalogItem
        {
            Tenant = message.Tenant,
            Sku = message.Sku,
            Name = NullIfEmpty(message.Name),
            State = message.State == Contract.CatalogItemState.Active ? CatalogItemState.Active : CatalogItemState.Inactive,
            Currency = NullIfEmpty(message.Currency),
            ListPriceMinor = message.HasListPriceMinor ? message.ListPriceMinor : null,
            FloorPriceMinor = message.HasFloorPriceMinor ? message.FloorPriceMinor : null,
            MaxDiscountPercent = limit,
            UpdatedAt = updatedAt,
        };
        fault = Validate(item) ?? TableKey.Check(key, item.Tenant, item.Sku);
        row = fault is null ? Share(item) : null;
        return row is not null;
    }

    /// <inheritdoc/>
    public FieldFault? Validate(CatalogItem row)
    {
        if (!AgentNames.IsValid(row.Tenant)) return new FieldFault("tenant", AgentNames.Rule);
        if (!Skus.IsValid(row.Sku)) return new FieldFault("sku", Skus.Rule);
        if (row.Name?.Length > MaxNameLength) return new FieldFault("name", "must have at most 256 characters");
        if (row.ListPriceMinor < 0) return new FieldFault("list_price_minor", "must not be negative");
        if (row.FloorPriceMinor < 0) return new FieldFault("floor_price_minor", "must not be negative");
        if (row.MaxDiscountPercent is { } limit && (limit.IsNegative || limit > MaxPercent)) return new FieldFault("max_discount_percent", PercentRule);
        return row.Currency is null
            ? row.ListPriceMinor is null && row.FloorPriceMinor is null ? null
                : new FieldFault("currency", "is required with a price: three capital letters (ISO 4217)")
            : Currencies.IsCode(row.Currency) ? null : new FieldFault("currency", "must be three capital letters (ISO 4217)");
    }

    /// <inheritdoc/>
    public byte[] EncodeKey(CatalogItem row) => Encoding.UTF8.GetBytes($"{row.Tenant}/{row.Sku}");

    /// <inheritdoc/>
    public byte[] Encode(CatalogItem row)
    {
        var message = new Contract.CatalogItem
        {
            Tenant = row.Tenant,
            Sku = row.Sku,
            Name = row.Name ?? "",
            State = row.State == CatalogItemState.Active ? Contract.CatalogItemState.Active : Contract.CatalogItemState.Inactive,
            Currency = row.Currency ?? "",
            MaxDiscountPercent = row.MaxDiscountPercent?.ToString() ?? "",
            UpdatedAt = ContractTime.Write(row.UpdatedAt),
        };
        if (row.ListPriceMinor is { } listPrice) message.ListPriceMinor = listPrice;
        if (row.FloorPriceMinor is { } floorPrice) message.FloorPriceMinor = floorPrice;
        return framing?.Write(message) ?? message.ToByteArray();
    }

    /// <summary>Tenants and currencies are few and rows are many, so equal ones share one string. For valid items only: they bound the pool.</summary>
    private static CatalogItem Share(CatalogItem item) => item with
    {
        Tenant = string.Intern(item.Tenant),
        Currency = item.Currency is { } currency ? string.Intern(currency) : null,
    };

    private static bool TryReadPercent(string text, out ExactDecimal? percent)
    {
        percent = null;
        if (text.Length == 0) return true;
        if (!ExactDecimal.TryParse(Encoding.UTF8.GetBytes(text), out var value)) return false;
        percent = value;
        return true;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
