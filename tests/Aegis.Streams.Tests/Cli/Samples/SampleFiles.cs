using System.Text;
using Aegis.Streams.Audit;
using Aegis.Streams.Cli.Agents;
using Aegis.Streams.Cli.Catalog;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.Tests.Cli.Samples;

/// <summary>The files of `topology/samples`, decided as one task would.</summary>
internal static class SampleFiles
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static string PathOf(string name) => RepositoryFiles.PathOf("topology", "samples", name);

    /// <summary>Reads a table, and sees that no line is rejected.</summary>
    public static List<T> Rows<T>(TableForm<T> form, string name)
        where T : class
    {
        using var stream = File.OpenRead(PathOf(name));
        var file = new TableFile<T>(stream, name, form.CodecOf(null), form.Formats[Path.GetExtension(name)[1..]](null));
        return [.. file.Read().Select(line =>
        {
            Assert.Null(line.Fault);
            return line.Row!;
        })];
    }

    public static List<PipelineResult> Decide()
    {
        var policy = PolicyLoader.Load(RepositoryFiles.PathOf("policies", "demo"));
        Assert.Empty(policy.Errors);
        var replies = new Dictionary<string, ReplyTopic> { ["acme.replies"] = new(true, 1 << 20), ["globex.replies"] = new(true, 1 << 20) };
        var inputs = new DecisionInputs
        {
            DecisionTime = Now,
            Partition = 0,
            PartitionCount = 1,
            Policy = policy.Snapshot!,
            Catalog = Table(CatalogTable.Form, "catalog.csv"),
            Agents = Table(AgentsTable.Form, "agents.jsonl"),
            ReplyTopics = new ReplyTopicDirectory(["{tenant}.replies"], replies),
        };
        var pipeline = new DecisionPipeline(new PipelineOptions(), new IntentReader(new IntentLimits()), CommitmentKey.Generate());
        var state = new KeyedState();
        return [.. File.ReadAllLines(PathOf("intents.jsonl")).Select((line, offset) => pipeline.Process(
            new SourceRecord { Topic = "aegis.intents", Partition = 0, Offset = offset, Timestamp = Now, IsLogAppendTime = true, Value = Encoding.UTF8.GetBytes(line) },
            inputs, state))];
    }

    private static TableSnapshot<T> Table<T>(TableForm<T> form, string name)
        where T : class
    {
        var codec = form.CodecOf(null);
        var changes = Rows(form, name).Select((row, offset) => TableRecord.Read(
            new SourceRecord { Topic = name, Partition = 0, Offset = offset, Timestamp = Now, Key = codec.EncodeKey(row), Value = codec.Encode(row) },
            codec, out _)).ToList();
        return new TableSnapshot<T>(1).Apply(changes, [changes.Count]);
    }
}
