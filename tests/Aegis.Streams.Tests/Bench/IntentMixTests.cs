using Aegis.Streams.Audit;
using Aegis.Streams.Catalog;
using Aegis.Streams.Cli.Bench;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.Tests.Bench;

public sealed class IntentMixTests
{
    private const int Count = 20_000;

    private static readonly BenchWorld World = new(Skus: 1000);
    private static readonly IntentMix Mix = new(World, seed: 1);

    [Fact]
    public void EveryIntent_GetsTheAnswerThatTheLoadPredicts()
    {
        var pipeline = new DecisionPipeline(new PipelineOptions(), new IntentReader(new IntentLimits()), CommitmentKey.Generate());
        var (inputs, state) = (Inputs(), new KeyedState());
        var outcomes = new Dictionary<string, int>();
        for (var i = 0; i < Count; i++)
        {
            var intent = Mix.At(i, isReadable: false);
            var result = pipeline.Process(Record(intent, i), inputs, state);

            Assert.Equal(intent.Expected, result.Decision?.Outcome);
            if (result.Decision is { } decision) Assert.Equal(i, Mix.IndexOf(decision.IntentId));
            var name = result.Decision?.Outcome.ToString() ?? "DeadLetter";
            outcomes[name] = outcomes.GetValueOrDefault(name) + 1;
        }

        Assert.InRange(outcomes[nameof(DecisionOutcome.Allow)], 0.77 * Count, 0.81 * Count);
        Assert.InRange(outcomes[nameof(DecisionOutcome.ApprovalNeeded)], 0.11 * Count, 0.15 * Count);
        Assert.InRange(outcomes[nameof(DecisionOutcome.Deny)], 0.06 * Count, 0.10 * Count);
        Assert.InRange(outcomes["DeadLetter"], 1, 0.001 * Count);
    }

    [Fact]
    public void Intent_FollowsFromSeedAndIndexAlone()
    {
        Assert.Equal(Mix.At(7, isReadable: true).Value, new IntentMix(World, seed: 1).At(7, isReadable: true).Value);
        Assert.NotEqual(Mix.At(7, isReadable: true).Value, Mix.At(8, isReadable: true).Value);
        Assert.Equal(-1, Mix.IndexOf("00000002-0000-4000-8000-000000000007"));
        Assert.Equal(-1, Mix.IndexOf("00000001-0000-4000-8000-00000000000g"));
        Assert.InRange(Mix.At(7, isReadable: true).Value.Length, 450, 750);
    }

    private static SourceRecord Record(BenchIntent intent, long offset) => new()
    {
        Topic = "intents",
        Partition = 0,
        Offset = offset,
        Timestamp = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        IsLogAppendTime = true,
        Key = intent.Key,
        Value = intent.Value,
    };

    private static DecisionInputs Inputs() => new()
    {
        DecisionTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Partition = 0,
        PartitionCount = 1,
        Policy = BenchWorld.Policies,
        Catalog = Table(new CatalogItemCodec(), World.Items()),
        Agents = Table(new AgentRegistrationCodec(), BenchWorld.Registrations()),
        ReplyTopics = ReplyTopicDirectory.Empty,
    };

    /// <summary>Goes through the codecs, which refuse rows out of bounds.</summary>
    private static TableSnapshot<T> Table<T>(ITableCodec<T> codec, IEnumerable<T> rows)
        where T : class
    {
        var changes = rows.Select((row, offset) => TableRecord.Read(
            new SourceRecord { Topic = "table", Partition = 0, Offset = offset, Timestamp = default, Key = codec.EncodeKey(row), Value = codec.Encode(row) }, codec, out _)).ToList();
        Assert.DoesNotContain(changes, change => change.Row is null);
        return new TableSnapshot<T>(1).Apply(changes, [changes.Count]);
    }
}
