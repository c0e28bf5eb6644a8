using System.Globalization;
using System.Text;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using CsCheck;

namespace Aegis.Streams.Tests.State;

public sealed class TableSnapshotTests
{
    [Fact]
    public void KeyWithoutRow_NamesTheOwningPartitionAndHowFarItWasRead()
    {
        var table = new TableSnapshot<string>(4).Apply([], [10, 20, 30, 40]);

        var lookup = table.Find("acme/SKU-1"u8);

        Assert.Null(lookup.Row);
        Assert.Equal(Murmur2.Partition("acme/SKU-1"u8, 4), lookup.Partition);
        Assert.Equal((lookup.Partition + 1) * 10, lookup.Offset);
    }

    [Fact]
    public void KeyWithRow_NamesTheRecordThatSetIt()
    {
        var table = new TableSnapshot<string>(2).Apply([Set("k", "v", partition: 1, offset: 7)], [0, 8]);

        var lookup = table.Find("k"u8);

        Assert.Equal("v", lookup.Row?.Value);
        Assert.Equal(1, lookup.Partition);
        Assert.Equal(7, lookup.Offset);
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void Apply_LeavesTheEarlierSnapshotAsItWas()
    {
        var first = new TableSnapshot<string>(1).Apply([Set("k", "old")], [1]);

        var second = first.Apply([Set("k", "new"), Set("k2", "v")], [3]);
        var third = second.Apply([Remove("k")], [4]);

        Assert.Equal("old", first.Find("k"u8).Row?.Value);
        Assert.Equal("new", second.Find("k"u8).Row?.Value);
        Assert.Null(third.Find("k"u8).Row);
        Assert.Equal((1, 2, 1), (first.Count, second.Count, third.Count));
        Assert.Equal((1L, 3L, 4L), (first.Positions[0], second.Positions[0], third.Positions[0]));
    }

    [Fact]
    public void Tombstone_OfAKeyWithoutRow_ChangesNothing() =>
        Assert.Equal(0, new TableSnapshot<string>(1).Apply([Remove("k")], [1]).Count);

    [Fact]
    public void PositionsOfAnotherPartitionCount_Throw() =>
        Assert.Throws<ArgumentException>(() => new TableSnapshot<string>(2).Apply([], [1]));

    [Fact]
    public void AnySequenceOfBatches_EqualsAPlainDictionary() =>
        Gen.Select(Gen.Int[0, 6000], Gen.Bool, Gen.Int[0, 1_000_000])
            .Array[0, 3000].List[1, 8]
            .Sample(
                batches =>
                {
                    var table = new TableSnapshot<string>(3);
                    var model = new Dictionary<string, string>();
                    foreach (var batch in batches)
                    {
                        foreach (var (number, isSet, value) in batch) Model(model, number, isSet, value);
                        table = table.Apply([.. batch.Select(Change)], [0, 0, 0]);
                    }

                    Assert.Equal(model.Count, table.Count);
                    Assert.Equal(model, table.Rows.ToDictionary(pair => Encoding.UTF8.GetString(pair.Key), pair => pair.Value.Value));
                    for (var number = 0; number <= 6000; number += 7)
                    {
                        var key = Key(number);
                        Assert.Equal(model.GetValueOrDefault(key), table.Find(Encoding.UTF8.GetBytes(key)).Row?.Value);
                    }
                },
                iter: 40);

    private static void Model(Dictionary<string, string> model, int number, bool isSet, int value)
    {
        if (isSet) model[Key(number)] = value.ToString(CultureInfo.InvariantCulture);
        else model.Remove(Key(number));
    }

    private static TableChange<string> Change((int Number, bool IsSet, int Value) change) => change.IsSet
        ? Set(Key(change.Number), change.Value.ToString(CultureInfo.InvariantCulture))
        : Remove(Key(change.Number));

    private static string Key(int number) => $"acme/SKU-{number}";

    private static TableChange<string> Set(string key, string value, int partition = 0, long offset = 0) =>
        new(Encoding.UTF8.GetBytes(key), new TableRow<string>(value, partition, offset, new byte[32]));

    private static TableChange<string> Remove(string key) => new(Encoding.UTF8.GetBytes(key), null);
}
