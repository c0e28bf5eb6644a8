using System.Text;
using Aegis.Streams.Catalog;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using CatalogItem = Aegis.Streams.Catalog.CatalogItem;
using CatalogItemState = Aegis.Streams.Catalog.CatalogItemState;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Tests.Catalog;

public sealed class CatalogItemCodecTests
{
    private static readonly CatalogItemCodec Codec = new();

    [Fact]
    public void FullItem_ComesBackAsItWas()
    {
        var item = new CatalogItem
        {
            Tenant = "acme",
            Sku = "SKU-000123",
            Name = "Größe M",
            State = CatalogItemState.Active,
            Currency = "EUR",
            ListPriceMinor = 12_900,
            FloorPriceMinor = 0,
            UpdatedAt = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero),
        };

        Assert.True(Codec.TryDecode(Codec.EncodeKey(item), Codec.Encode(item), out var read, out _));
        Assert.Equal(item, read);
        Assert.Equal("acme/SKU-000123", Encoding.UTF8.GetString(Codec.EncodeKey(item)));
    }

    [Fact]
    public void FramedItem_ComesBackThroughACodecWithoutFraming()
    {
        var framed = new CatalogItemCodec(new ProtobufFraming(new Dictionary<string, int> { ["aegis.v1.CatalogItem"] = 7 }));
        var item = new CatalogItem { Tenant = "acme", Sku = "SKU-1" };
        var value = framed.Encode(item);

        Assert.Equal([0, 0, 0, 0, 7, 0], value[..6]);
        Assert.True(Codec.TryDecode("acme/SKU-1"u8, value, out var read, out _));
        Assert.Equal(item, read);
    }

    [Fact]
    public void ItemWithoutState_IsInactive()
    {
        Assert.True(Codec.TryDecode("acme/A"u8, new Contract.CatalogItem { Tenant = "acme", Sku = "A" }.ToByteArray(), out var read, out _));
        Assert.Equal(CatalogItemState.Inactive, read.State);
        Assert.Null(read.FloorPriceMinor);
    }

    [Theory]
    [InlineData("tenant", "Acme", "A")]
    [InlineData("tenant", "", "A")]
    [InlineData("sku", "acme", "")]
    [InlineData("sku", "acme", "A B")]
    [InlineData("sku", "acme", "ÄB")]
    [InlineData("key", "acme", "B")]
    public void BadName_IsAFaultOfItsField(string field, string tenant, string sku) =>
        Assert.Equal(field, Fault(new Contract.CatalogItem { Tenant = tenant, Sku = sku }).Field);

    [Fact]
    public void BadValues_AreFaultsOfTheirFields()
    {
        Assert.Equal("currency", Fault(Valid(item => item.ListPriceMinor = 1)).Field);
        Assert.Equal("currency", Fault(Valid(item => item.Currency = "eur")).Field);
        Assert.Equal("floor_price_minor", Fault(Valid(item => (item.Currency, item.FloorPriceMinor) = ("EUR", -1))).Field);
        Assert.Equal("list_price_minor", Fault(Valid(item => (item.Currency, item.ListPriceMinor) = ("EUR", long.MinValue))).Field);
        Assert.Equal("name", Fault(Valid(item => item.Name = new string('n', 257))).Field);
        Assert.Equal("state", Fault(Valid(item => item.State = (Contract.CatalogItemState)9)).Field);
        Assert.Equal("updated_at", Fault(Valid(item => item.UpdatedAt = new Timestamp { Seconds = long.MaxValue })).Field);
    }

    [Fact]
    public void RecordOfAnotherTenantsKey_IsRefused() =>
        Assert.False(Codec.TryDecode("evil/A"u8, Valid(_ => { }).ToByteArray(), out _, out _));

    [Fact]
    public void AnyBytes_AreARowOrAFault() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
            Assert.NotEqual(Codec.TryDecode("acme/A"u8, bytes, out var row, out var fault), fault is not null));

    [Fact]
    public void UnreadableRecord_TakesTheEarlierRowAway()
    {
        var record = new SourceRecord
        {
            Topic = "aegis.catalog",
            Partition = 0,
            Offset = 3,
            Timestamp = default,
            Key = [.. "acme/A"u8],
            Value = [0xff],
        };

        var change = TableRecord.Read(record, Codec, out var fault);

        Assert.Null(change.Row);
        Assert.Equal("value", fault?.Field);
    }

    [Fact]
    public void Record_BecomesARowWithTheHashOfItsBytes()
    {
        var record = new SourceRecord
        {
            Topic = "aegis.catalog",
            Partition = 2,
            Offset = 3,
            Timestamp = default,
            Key = [.. "acme/A"u8],
            Value = Valid(_ => { }).ToByteArray(),
        };

        var change = TableRecord.Read(record, Codec, out var fault);

        Assert.Null(fault);
        Assert.Equal((2, 3L), (change.Row!.Partition, change.Row.Offset));
        Assert.Equal("FEFF0551", Convert.ToHexString(change.Row.ContentHash)[..8]);
    }

    private static Contract.CatalogItem Valid(Action<Contract.CatalogItem> change)
    {
        var item = new Contract.CatalogItem { Tenant = "acme", Sku = "A", State = Contract.CatalogItemState.Active };
        change(item);
        return item;
    }

    private static FieldFault Fault(Contract.CatalogItem item)
    {
        Assert.False(Codec.TryDecode("acme/A"u8, item.ToByteArray(), out _, out var fault));
        return fault;
    }
}
