using System.Text;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Server;
using Aegis.Streams.Server.Calls;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The records of calls when the cluster does not take them.</summary>
public sealed class CallWriterTests : IDisposable
{
    private const short InitProducerId = 22;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();
    private readonly FacadeMetrics _metrics = new();
    private readonly List<ProducerPace> _opened = [];

    public CallWriterTests() => _broker.CreateTopic("audit", 1);

    public void Dispose()
    {
        _metrics.Dispose();
        _broker.Dispose();
    }

    [Fact]
    public async Task AProducerThatFailedForGood_IsReplaced()
    {
        _broker.FailRequests(InitProducerId, ErrorCode.ClusterAuthorizationFailed);
        using var writer = Open(64 << 20);

        // When a producer says that it failed is its own matter: with the record, or before it, or with the next.
        using var patience = new CancellationTokenSource(Patience);
        while (!await writer.Write("acme", Record(10))!) Assert.False(patience.IsCancellationRequested);
        while (!await writer.WriteLate("acme", Record(10))!) Assert.False(patience.IsCancellationRequested);

        // Whichever of the two it was that the broker refused.
        Assert.Equal(3, _opened.Count);
        Assert.Equal(0, writer.PendingBytes);
    }

    [Theory]
    [InlineData(ProducerPace.Prompt, "0")]
    [InlineData(ProducerPace.Late, "20")]
    [InlineData(ProducerPace.Bulk, "5")]
    public void OnlyWhatSomebodyWaitsFor_HasARequestOfItsOwn(ProducerPace pace, string milliseconds) =>
        Assert.Equal(milliseconds, ClientSettings.RecordProducer(new KafkaConnection("localhost:9092"), pace).Get("linger.ms"));

    [Fact]
    public async Task OnlyTheLossOfAnAuditEntry_IsAFailureOfAudit_AndItPasses()
    {
        var time = new FakeTimeProvider();
        _broker.CreateTopic("copies", 1);
        using var writer = Open(64 << 20, maxMessageBytes: 2000, time: time);
        Assert.False(await writer.Write("acme", Record(5000, "copies"))!.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.False(writer.IsFailing);
        Assert.False(await writer.Write("acme", Record(5000))!.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.True(await writer.Write("acme", Record(10))!.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.True(writer.IsFailing);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(writer.IsFailing);
    }

    [Fact]
    public async Task WithoutBroker_WhatWaitsIsBounded_AndOneTenantLeavesRoomForOthers()
    {
        using var writer = Open(1 << 20, timeoutMs: 3000);
        _broker.Dispose();
        var taken = new List<Task<bool>>();
        while (writer.Write("acme", Record(50_000)) is { } written) taken.Add(written);
        Assert.Equal(10, taken.Count);
        Assert.InRange(writer.PendingBytes, 500_000, 524_288);
        Assert.Null(writer.Write("acme", Record(50_000)));
        var other = writer.Write("globex", Record(50_000));
        Assert.NotNull(other);
        Assert.False(await other.WaitAsync(Patience, TestContext.Current.CancellationToken));
        foreach (var written in taken) Assert.False(await written.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.True(writer.IsFailing);
        Assert.Equal(0, writer.PendingBytes);
    }

    [Fact]
    public async Task ARecordThatCanNeverBeWritten_IsALoss()
    {
        using var writer = Open(64 << 20, maxMessageBytes: 2000);
        Assert.False(await writer.WriteLate("acme", Record(10), Record(5000))!.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(0, writer.PendingBytes);
        Assert.True(await writer.WriteLate("acme", Record(10))!.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal([ProducerPace.Prompt, ProducerPace.Late], _opened);
    }

    private static OutboundRecord Record(int size, string topic = "audit") => new(topic, Encoding.ASCII.GetBytes("acme/composer"), new byte[size], []);

    private CallWriter Open(long maxPendingBytes, int timeoutMs = 10_000, int maxMessageBytes = 1_000_000, TimeProvider? time = null)
    {
        var properties = new Dictionary<string, string> { ["message.timeout.ms"] = $"{timeoutMs}", ["message.max.bytes"] = $"{maxMessageBytes}" };
        var connection = new KafkaConnection(_broker.BootstrapServers) { IsEmbedded = true, Properties = properties };
        return new CallWriter(Create, "audit", maxPendingBytes, _metrics, time ?? TimeProvider.System, NullLogger.Instance);

        RecordProducer Create(ProducerPace pace)
        {
            _opened.Add(pace);
            return new RecordProducer(connection, NullLogger.Instance, pace);
        }
    }
}
