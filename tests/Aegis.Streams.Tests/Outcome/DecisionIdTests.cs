using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Tests.Outcome;

public sealed class DecisionIdTests
{
    private static readonly SourceRecord Record = new()
    {
        Topic = "aegis.intents",
        Partition = 3,
        Offset = 42,
        Timestamp = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void SameInput_GivesTheSameUuidOfVersion8()
    {
        var id = DecisionId.Create(Record, "acme", "a", "1");

        Assert.Equal(id, DecisionId.Create(Record with { }, "acme", "a", "1"));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id);
    }

    [Fact]
    public void AnyOtherInput_GivesAnotherId()
    {
        string[] ids =
        [
            DecisionId.Create(Record, "acme", "a", "1"),
            DecisionId.Create(Record with { Topic = "aegis.intent" }, "acme", "a", "1"),
            DecisionId.Create(Record with { Partition = 4 }, "acme", "a", "1"),
            DecisionId.Create(Record with { Offset = 43 }, "acme", "a", "1"),
            DecisionId.Create(Record with { Timestamp = Record.Timestamp.AddMilliseconds(1) }, "acme", "a", "1"),
            DecisionId.Create(Record, "acm", "ea", "1"),
            DecisionId.Create(Record, "acme", "a1", ""),
            DecisionId.Create(Record, "", "", ""),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}
