using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Audit;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Lists;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using Google.Protobuf;

namespace Aegis.Streams.Tests.Lists;

/// <summary>The tasks of the topics of lists, without a broker: each record goes to the task of its partition, and what tasks tell each other is delivered.</summary>
internal sealed class ListScene
{
    public const string Policy = """
        apiVersion: aegis/v1
        kind: Policy
        name: p
        rules:
          - {id: r, effect: sanitize, dlp: {profile: outbound}, what: {tools: crm}}
        dlp_profiles:
          - {name: outbound, operators: {PHONE: mask}}
          - {name: strict, operators: {US_SSN: block}}
          - {name: numbered, operator: replace_numbered}
          - {name: columns, parameters: mail}
          - {name: keyed, operator: hash}
        """;

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private static readonly CommitmentKey Key = new(Enumerable.Repeat((byte)7, CommitmentKey.Length).ToArray());
    private readonly ListPipeline _pipeline = new(new PipelineOptions(), Key);
    private readonly KeyedState[] _states;
    private readonly long[] _offsets;
    private readonly Dictionary<int, Queue<OutboundRecord>> _receipts = [];

    public ListScene(int partitions = 4)
    {
        _states = [.. Enumerable.Range(0, partitions).Select(_ => new KeyedState())];
        _offsets = new long[partitions];
    }

    public static ListRecords Records { get; } = new(new TopicNames());

    public PolicySnapshot? ActivePolicy { get; set; } = PolicyLoader.Load([new PolicySource("p.yaml", Policy)]).Snapshot;

    /// <summary>Gets what went out, by the number of the chunk.</summary>
    public SortedDictionary<long, ListOutput> Outputs { get; } = [];

    public List<OutboundRecord> DeadLetters { get; } = [];

    public List<OutboundRecord> AuditEntries { get; } = [];

    public ListStatus? Status { get; private set; }

    /// <summary>Gets a value indicating whether receipts wait for <see cref="DeliverReceipts"/>.</summary>
    public bool HoldsReceipts { get; init; }

    public string Output => Encoding.UTF8.GetString([.. Outputs.Values.SelectMany(output => output.Content.ToByteArray())]);

    public static ListHeading Heading(string profile = "outbound", ListFormat format = ListFormat.Csv, string submission = "0123456789abcdef0123456789abcdef") => new()
    {
        Tenant = "acme",
        List = "prospects",
        SubmissionId = submission,
        Profile = profile,
        Format = format,
        Delimiter = format == ListFormat.Csv ? "," : "",
        HasHeader = format == ListFormat.Csv,
        Year = 2026,
    };

    /// <summary>Cuts a file as a submitter does, into chunks of a size of one's own.</summary>
    public static List<ListChunk> Cut(string file, ListHeading heading, int bytes = 64)
    {
        var split = new SplitOptions { Format = heading.Format == ListFormat.Csv ? RecordFormat.Csv : RecordFormat.JsonLines, HasHeader = heading.HasHeader, PreambleBytes = heading.PreambleBytes, WindowBytes = bytes, LongestRecordBytes = 4096 };
        var (splitter, window, chunks) = (new RecordSplitter(new MemoryStream(Encoding.UTF8.GetBytes(file)), split), new RecordWindow(), new List<ListChunk>());
        while (splitter.Next(window))
        {
            chunks.Add(new ListChunk
            {
                Heading = heading,
                Number = chunks.Count,
                FirstLine = window.FirstLine,
                Kind = Enum.Parse<ListChunkKind>(window.Kind == WindowKind.Records ? "Rows" : window.Kind.ToString()),
                Header = ByteString.CopyFrom(window.Header.Span),
                Content = ByteString.CopyFrom(window.Own),
                IsLast = window.Own[^1] is not ((byte)'\n' or (byte)'\r'),
            });
        }

        return chunks;
    }

    public static ListEnd End(string file, ListHeading heading, int chunks) => new()
    {
        Heading = heading,
        Chunks = chunks,
        Bytes = Encoding.UTF8.GetByteCount(file),
        Sha256 = ByteString.CopyFrom(SHA256.HashData(Encoding.UTF8.GetBytes(file))),
    };

    /// <summary>Submits a whole list.</summary>
    public void Submit(string file, ListHeading heading, int bytes = 64)
    {
        var chunks = Cut(file, heading, bytes);
        Start(heading);
        foreach (var chunk in chunks) Deliver(Records.OfChunk(chunk));
        Deliver(Records.OfEnd(End(file, heading, chunks.Count)));
    }

    public void Start(ListHeading heading, string header = "") =>
        Deliver(Records.OfStart(new ListStart { Heading = heading, Header = ByteString.CopyFromUtf8(header) }));

    /// <summary>Delivers a record, and what it leads to.</summary>
    public ListResult Deliver(OutboundRecord record, int? partition = null)
    {
        var task = partition ?? Murmur2.Partition(record.Key, _states.Length);
        var source = new SourceRecord
        {
            Topic = record.Topic,
            Partition = task,
            Offset = _offsets[task]++,
            Timestamp = Now,
            IsLogAppendTime = true,
            Key = record.Key,
            Value = record.Value,
        };
        var result = _pipeline.Process(source, new ListInputs { Now = Now, Partition = task, PartitionCount = _states.Length, Policy = ActivePolicy }, _states[task]);
        _states[task].Commit();
        foreach (var output in result.Records) Take(output, task);
        return result;
    }

    /// <summary>Gives up on a record.</summary>
    public void SetAside(OutboundRecord record, Exception fault)
    {
        var task = record.Key is null ? 0 : Murmur2.Partition(record.Key, _states.Length);
        var source = new SourceRecord { Topic = record.Topic, Partition = task, Offset = _offsets[task]++, Timestamp = Now, Key = record.Key, Value = record.Value };
        var result = _pipeline.SetAside(source, fault, new ListInputs { Now = Now, Partition = task, PartitionCount = _states.Length, Policy = ActivePolicy }, _states[task]);
        _states[task].Commit();
        foreach (var output in result.Records) Take(output, task);
    }

    /// <summary>Delivers receipts that wait: of each task in order, between tasks in any.</summary>
    public void DeliverReceipts(Random random, int most = int.MaxValue)
    {
        for (; most > 0 && _receipts.Values.Where(waiting => waiting.Count > 0).ToList() is { Count: > 0 } tasks; most--) Deliver(tasks[random.Next(tasks.Count)].Dequeue());
    }

    public string DeadLetterText(int i = 0) => Encoding.UTF8.GetString(DeadLetters[i].Value ?? []);

    public string DeadLetterHeader(string field, int i = 0) =>
        Encoding.UTF8.GetString(DeadLetters[i].Headers.Last(header => header.Name == RecordHeaderNames.DeadLetterPrefix + field).Value!);

    private void Take(OutboundRecord output, int source)
    {
        switch (output.Topic)
        {
            case "aegis.lists.receipts" when HoldsReceipts:
                if (!_receipts.TryGetValue(source, out var waiting)) _receipts[source] = waiting = new Queue<OutboundRecord>();
                waiting.Enqueue(output);
                break;
            case "aegis.lists.receipts":
                Deliver(output);
                break;
            case "aegis.lists.out":
                var chunk = ListOutput.Parser.ParseFrom(output.Value);
                Assert.True(Outputs.TryAdd(chunk.Chunk, chunk), $"chunk {chunk.Chunk} went out twice");
                break;
            case "aegis.lists":
                Status = ListStatus.Parser.ParseFrom(output.Value);
                break;
            case "aegis.dlq":
                DeadLetters.Add(output);
                break;
            case "aegis.audit":
                AuditEntries.Add(output);
                break;
            default:
                Assert.Fail($"a record for {output.Topic}");
                break;
        }
    }
}
