using Aegis.Streams.Outcome;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Tests.Publishing;

public sealed class ReplyTopicDirectoryTests
{
    private static readonly ReplyTopicDirectory Directory = new(
        ["{tenant}.replies", "shared"],
        new Dictionary<string, ReplyTopic>
        {
            ["acme.replies"] = new(IsWritable: true, 100),
            ["shared"] = new(IsWritable: false, 100),
            ["secret"] = new(IsWritable: true, 100),
        });

    [Theory]
    [InlineData("acme", "acme.replies", 100, ReplyStatus.Sent)]
    [InlineData("acme", "acme.replies", 101, ReplyStatus.TooLarge)]
    [InlineData("globex", "acme.replies", 1, ReplyStatus.NotPermitted)]
    [InlineData("globex", "globex.replies", 1, ReplyStatus.UnknownTopic)]
    [InlineData("globex", "shared", 1, ReplyStatus.NotWritable)]
    [InlineData("acme", "secret", 1, ReplyStatus.NotPermitted)]
    [InlineData("acme", "{tenant}.replies", 1, ReplyStatus.NotPermitted)]
    public void Check_SaysWhetherTheCopyCanBeSent(string tenant, string topic, int bytes, ReplyStatus expected) =>
        Assert.Equal(expected, Directory.Check(tenant, topic, bytes));

    [Fact]
    public void EmptyDirectory_PermitsNothing() => Assert.Equal(ReplyStatus.NotPermitted, ReplyTopicDirectory.Empty.Check("acme", "acme.replies", 1));
}
