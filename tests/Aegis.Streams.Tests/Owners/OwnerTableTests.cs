using System.Text;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Tests.Owners;

/// <summary>What readers believe of claims and heartbeats.</summary>
public sealed class OwnerTableTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly StreamMetrics _metrics = new();
    private readonly OwnerTable _table;
    private readonly OwnerWriter _one;
    private readonly OwnerWriter _two;
    private long _offset;

    public OwnerTableTests()
    {
        _table = new OwnerTable("aegis.owners", _metrics, NullLogger.Instance);
        _table.Open(1);
        (_one, _two) = (Of("one", 7, "one.example:9443"), Of("two", 8, "two.example:9443"));
    }

    [Fact]
    public void Claim_NamesItsKeyPartitionAndContent()
    {
        var record = _one.Claim(3, 12);
        var claim = Contract.OwnerClaim.Parser.ParseFrom(record.Value);

        Assert.Equal(("aegis.owners", "partition/3", 0), (record.Topic, Encoding.UTF8.GetString(record.Key!), record.Partition));
        Assert.Equal("application/x-protobuf", Encoding.UTF8.GetString(Assert.Single(record.Headers).Value!));
        Assert.Equal((3, 12, "one", 7, "one.example:9443", Contract.OwnerState.Running), (claim.Partition, claim.PartitionCount, claim.InstanceId, claim.Epoch, claim.Endpoint, claim.State));
        Assert.Equal(("0.1.0", 1767323045), (claim.Version, claim.ClaimedAt.Seconds));
    }

    [Fact]
    public void FreshClaim_IsBelievedForTenSecondsAndNoLonger()
    {
        Apply(_one.Claim(3, 12));

        Assert.Equal("one.example:9443", Find(3)!.Endpoint.ToString());
        Assert.Null(Find(4));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("one", Find(3)!.InstanceId);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(Find(3));
    }

    [Fact]
    public void Heartbeats_KeepAClaimOfTheSameLifeAlive()
    {
        Apply(_one.Claim(3, 12));
        _time.Advance(TimeSpan.FromSeconds(9));
        Apply(_one.Heartbeat());
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("one", Find(3)!.InstanceId);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(Find(3));
    }

    [Fact]
    public void HeartbeatOfAnotherLifeOrInstance_SpeaksForNoClaim()
    {
        Apply(_one.Claim(3, 12));
        _time.Advance(TimeSpan.FromSeconds(11));
        Apply(Of("one", 9, "one.example:9443").Heartbeat());
        Apply(_two.Heartbeat());

        Assert.Null(Find(3));
    }

    [Fact]
    public void HeartbeatOfAZombie_TakesNothingFromItsSuccessor()
    {
        Apply(_one.Claim(3, 12));
        Apply(_two.Claim(3, 12));
        Apply(_one.Heartbeat());

        Assert.Equal("two", Find(3)!.InstanceId);
    }

    [Fact]
    public void Release_LeavesNoOwner_AndFarewellNoHeartbeat()
    {
        Apply(_one.Claim(3, 12));
        Apply(_one.Claim(4, 12));
        Apply(_one.Release(3));
        Assert.Null(Find(3));
        _time.Advance(TimeSpan.FromSeconds(9));
        Apply(_one.Heartbeat());
        Apply(_one.Farewell());
        Assert.Equal("one", Find(4)!.InstanceId);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(Find(4));
    }

    [Fact]
    public void ClaimForAnotherPartitionCount_IsRefused()
    {
        Apply(_one.Claim(3, 6));

        Assert.Null(Find(3));
        Assert.Equal("one", _table.Find(3, 6, _time.GetUtcNow())!.InstanceId);
    }

    [Fact]
    public void InstanceWithoutAnEndpoint_CanBeReachedNowhere_AndReplacesWhoCould()
    {
        Apply(_one.Claim(3, 12));
        Apply(new OwnerWriter("aegis.owners", new OwnerIdentity("three", 1, null), _time).Claim(3, 12));

        Assert.Null(Find(3));
    }

    [Fact]
    public void WhatCannotBeRead_TakesTheEarlierClaimAway()
    {
        foreach (var bad in new[]
        {
            Bad("partition/3", new Contract.OwnerClaim { Partition = 4, PartitionCount = 12, InstanceId = "x", State = Contract.OwnerState.Running }),
            Bad("partition/3", new Contract.OwnerClaim { Partition = 3, PartitionCount = 3, InstanceId = "x", State = Contract.OwnerState.Running }),
            Bad("partition/3", new Contract.OwnerClaim { Partition = 3, PartitionCount = 12, InstanceId = "", State = Contract.OwnerState.Running }),
            Bad("partition/3", new Contract.OwnerClaim { Partition = 3, PartitionCount = 12, InstanceId = "x", Endpoint = "http://evil/", State = Contract.OwnerState.Running }),
            Bad("partition/3", new Contract.OwnerClaim { Partition = 3, PartitionCount = 12, InstanceId = "x", Endpoint = "evil:1" }),
            new OutboundRecord("aegis.owners", "partition/3"u8.ToArray(), [0xff, 0xff], [], 0),
        })
        {
            Apply(_one.Claim(3, 12));
            Assert.NotNull(Find(3));
            Apply(bad);
            Assert.Null(Find(3));
        }
    }

    [Fact]
    public void KeysOfNobody_ChangeNothing()
    {
        Apply(_one.Claim(3, 12));
        foreach (var key in new[] { "partition/03", "partition/-3", "partition/", "instance/", "owner/3", "aegis.abort" })
            Apply(new OutboundRecord("aegis.owners", Encoding.UTF8.GetBytes(key), [1], [], 0));

        Assert.Equal("one", Find(3)!.InstanceId);
    }

    [Fact]
    public void TableReadAnew_ForgetsWhatIsNoLongerThere()
    {
        Apply(_one.Claim(3, 12));
        _table.Open(1);
        Assert.Equal("one", Find(3)!.InstanceId);
        Apply(_one.Claim(4, 12));

        Assert.Null(Find(3));
        Assert.Equal("one", Find(4)!.InstanceId);
    }

    public void Dispose() => _metrics.Dispose();

    private static OutboundRecord Bad(string key, Contract.OwnerClaim claim) =>
        new("aegis.owners", Encoding.UTF8.GetBytes(key), Google.Protobuf.MessageExtensions.ToByteArray(claim), [], 0);

    private OwnerWriter Of(string instance, long epoch, string endpoint) =>
        new("aegis.owners", new OwnerIdentity(instance, epoch, OwnerEndpoint.TryParse(endpoint, out var parsed) ? parsed : null), _time);

    private PartitionOwner? Find(int partition) => _table.Find(partition, 12, _time.GetUtcNow());

    private void Apply(OutboundRecord record)
    {
        var source = new SourceRecord { Topic = record.Topic, Partition = 0, Offset = _offset++, Timestamp = _time.GetUtcNow(), Key = record.Key, Value = record.Value, Headers = record.Headers };
        _table.Apply([source], new Dictionary<int, long> { [0] = _offset });
        _table.Publish();
    }
}
