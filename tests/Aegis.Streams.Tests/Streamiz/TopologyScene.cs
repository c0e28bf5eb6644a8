using System.Diagnostics;
using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Pipeline;
using Aegis.Streams.State;
using Aegis.Streams.Streamiz;
using Aegis.Streams.Tests.Vectors;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Streamiz.Kafka.Net;
using Streamiz.Kafka.Net.Mock;
using Streamiz.Kafka.Net.SerDes;

namespace Aegis.Streams.Tests.Streamiz;

/// <summary>The topology in Streamiz' test driver, with the tables of the vectors read from their topics.</summary>
internal sealed class TopologyScene : IDisposable
{
    public static readonly string[] Outputs = ["aegis.decisions", "aegis.audit", "aegis.dlq", "acme.replies", "globex.replies", "shared.replies"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TopologyTestDriver _driver;
    private readonly TestInputTopic<byte[], byte[]> _intents;
    private readonly Dictionary<string, TestOutputTopic<byte[], byte[]>> _outputs;
    private int _intentCount;

    public TopologyScene(VectorFixture fixture, PipelineOptions options)
    {
        var builder = new StreamBuilder();
        AegisTopology.Build(builder, new AegisTopologyOptions
        {
            Policy = () => fixture.Inputs.Policy,
            CommitmentKey = fixture.Key,
            PartitionCount = _ => 1,
            Pipeline = options,
            ReplyTopics = () => fixture.Inputs.ReplyTopics,
            Time = new FakeTimeProvider(VectorFixture.DecisionTime),
        });
        _driver = new TopologyTestDriver(builder.Build(), new StreamConfig<ByteArraySerDes, ByteArraySerDes> { ApplicationId = "aegis-topology", Logger = NullLoggerFactory.Instance }, TopologyTestDriver.Mode.SYNC_TASK);
        Catalog = Load("aegis.catalog", fixture.Inputs.Catalog, new CatalogItemCodec());
        Agents = Load("aegis.agents", fixture.Inputs.Agents, new AgentRegistrationCodec());
        _intents = _driver.CreateInputTopic<byte[], byte[], ByteArraySerDes, ByteArraySerDes>("aegis.intents");
        _outputs = Outputs.ToDictionary(topic => topic, topic => _driver.CreateOutputTopic<byte[], byte[], ByteArraySerDes, ByteArraySerDes>(topic, TimeSpan.FromMilliseconds(1)));
    }

    /// <summary>Gets the tables as the topology must have read them.</summary>
    public TableSnapshot<CatalogItem> Catalog { get; }

    public TableSnapshot<AgentRegistration> Agents { get; }

    /// <summary>Gives the topology an intent.</summary>
    /// <returns>The record as the topology sees it.</returns>
    public SourceRecord Pipe(SourceRecord record)
    {
        var headers = new Headers();
        foreach (var header in record.Headers) headers.Add(header.Name, header.Value);
        _intents.PipeInput(record.Key!, record.Value!, record.Timestamp.UtcDateTime, headers);
        return record with { Partition = 0, Offset = _intentCount++, IsLogAppendTime = false };
    }

    /// <summary>Takes what was written to a topic since the last look. The driver gives up after a millisecond, so it is asked again while something is missing.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="expected">How many records must come.</param>
    /// <returns>The records; fewer only after a patient wait.</returns>
    public IReadOnlyList<OutboundRecord> Take(string topic, int expected)
    {
        var taken = new List<OutboundRecord>();
        var started = Stopwatch.GetTimestamp();
        do
        {
            taken.AddRange(_outputs[topic].ReadKeyValueList().Select(result => new OutboundRecord(
                topic, result.Message.Key, result.Message.Value, [.. result.Message.Headers.Select(header => new RecordHeader(header.Key, header.GetValueBytes()))])));
        }
        while (taken.Count < expected && Stopwatch.GetElapsedTime(started) < Patience);
        return taken;
    }

    public void Dispose() => _driver.Dispose();

    private TableSnapshot<T> Load<T>(string topic, TableSnapshot<T> table, ITableCodec<T> codec)
        where T : class
    {
        var input = _driver.CreateInputTopic<byte[], byte[], ByteArraySerDes, ByteArraySerDes>(topic);
        var changes = new List<TableChange<T>>();
        foreach (var (key, row) in table.Rows.OrderBy(row => row.Value.Offset))
        {
            var record = new SourceRecord { Topic = topic, Partition = 0, Offset = changes.Count, Timestamp = VectorFixture.RecordTime, Key = key, Value = codec.Encode(row.Value) };
            changes.Add(TableRecord.Read(record, codec, out _));
            input.PipeInput(key, record.Value, new Headers());
        }

        return new TableSnapshot<T>(1).Apply(changes, [changes.Count]);
    }
}
