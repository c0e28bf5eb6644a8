using Aegis.Streams.Kafka.Runtime;

namespace Aegis.Streams.Tests.Runtime;

public sealed class StreamsOptionsTests
{
    private static readonly StreamsOptions Valid = new() { InstanceId = "one", InputTopics = ["in"], ChangelogTopic = "state" };

    [Fact]
    public void Defaults_AreInBounds() => Assert.Empty(Valid.Validate());

    [Fact]
    public void EverySettingOutOfBounds_IsNamedWithItsValue()
    {
        var options = Valid with
        {
            ApplicationId = " ",
            InstanceId = "",
            InputTopics = [],
            Threads = 65,
            TransactionTimeout = TimeSpan.FromMilliseconds(999),
            CommitInterval = TimeSpan.FromMilliseconds(250),
            CommitSpacing = TimeSpan.FromMilliseconds(251),
            CommitPause = TimeSpan.FromMilliseconds(1001),
            MaxTransactionRecords = 0,
            MaxTransactionBytes = 1023,
            PoisonAttempts = 101,
            TableDeadline = TimeSpan.FromHours(2),
            MaxThreadFailures = 0,
        };

        Assert.Equal(
            [
                "the application id must not be empty",
                "the instance id must not be empty",
                "at least one input topic is needed",
                "threads must be between 1 and 64, not 65",
                "the transaction timeout must be between 1 s and 15 min, not 00:00:00.9990000",
                "the commit interval must be between 1 ms and a quarter of the transaction timeout (00:00:00.9990000), not 00:00:00.2500000",
                "the commit spacing must be between 0 and the commit interval (00:00:00.2500000), not 00:00:00.2510000",
                "the commit pause must be between 0 and 1 s, not 00:00:01.0010000",
                "the records of a transaction must be between 1 and 100,000, not 0",
                "the bytes of a transaction must be between 1 KiB and 64 MiB, not 1023",
                "the attempts for a record must be between 1 and 100, not 101",
                "the deadline of global tables must be between 1 s and 1 h, not 02:00:00",
                "the failures of a thread must be between 1 and 1,000, not 0",
            ],
            options.Validate());
    }
}
