using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;
using Aegis.Streams.State;

namespace Aegis.Streams.Tests.Runtime;

public sealed class ChangelogRecordTests
{
    [Fact]
    public void Entry_HasTheDocumentedBytes()
    {
        var expiry = DateTimeOffset.FromUnixTimeMilliseconds(1_767_600_000_000);
        var record = ChangelogRecord.Encode("state", 3, new StateChange("k"u8.ToArray(), new StateEntry("value"u8.ToArray(), expiry)));

        Assert.Equal(("state", 3), (record.Topic, record.Partition));
        Assert.Equal("01" + "0000019B8D2B8C00" + "76616C7565", Convert.ToHexString(record.Value!));
        var change = ChangelogRecord.Decode(Source(record.Key, record.Value));
        Assert.Equal(expiry, change.Entry!.Value.ExpiresAt);
        Assert.Equal("value"u8.ToArray(), change.Entry.Value.Value);
    }

    [Fact]
    public void Tombstone_RemovesTheKey() => Assert.Null(ChangelogRecord.Decode(Source([7], null)).Entry);

    [Fact]
    public void Metadata_IsTheKeyZero()
    {
        var metadata = ChangelogRecord.Metadata(12);

        Assert.Equal([0], metadata.Key);
        Assert.Equal("0801100C", Convert.ToHexString(metadata.Entry!.Value.Value));
        Assert.True(ChangelogRecord.IsMetadata([0]));
        Assert.False(ChangelogRecord.IsMetadata([0, 0]));
    }

    [Theory]
    [InlineData("", "01000000000000000000", "it has no key")]
    [InlineData("6B", "0100", "its value is too short")]
    [InlineData("6B", "02000000000000000000", "its format version is 2, this version reads 1; run the version that wrote it, or newer")]
    [InlineData("6B", "01FFFFFFFFFFFFFFFF00", "its expiry is out of range")]
    public void RecordOfAnotherLayout_IsRefusedWithItsPlace(string key, string value, string why)
    {
        var fault = Assert.Throws<StreamsHaltedException>(() => ChangelogRecord.Decode(Source(Convert.FromHexString(key), Convert.FromHexString(value))));

        Assert.Equal($"the record at `state` [0] offset 5 is no state of this application: {why}.", fault.Message);
    }

    private static SourceRecord Source(byte[]? key, byte[]? value) =>
        new() { Topic = "state", Partition = 0, Offset = 5, Timestamp = DateTimeOffset.UnixEpoch, Key = key, Value = value };
}
