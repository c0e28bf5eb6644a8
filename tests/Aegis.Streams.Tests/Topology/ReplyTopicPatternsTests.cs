using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.Tests.Topology;

public sealed class ReplyTopicPatternsTests
{
    [Theory]
    [InlineData("{tenant}.replies", "acme.replies", true)]
    [InlineData("{tenant}.replies", "acme.eu.replies", true)]
    [InlineData("{tenant}.replies", "acme.replies2", false)]
    [InlineData("{tenant}.replies", "acmeXreplies", false)]
    [InlineData("{tenant}.replies", ".replies", false)]
    [InlineData("{tenant}.replies", "replies", false)]
    [InlineData("replies.{tenant}.{tenant}", "replies.acme.acme", true)]
    [InlineData("answers", "answers", true)]
    [InlineData("{tenant}", "__consumer_offsets", false)]
    [InlineData("{tenant}.state", "aegis.state", false)]
    [InlineData("{tenant}.state", "acme.state", true)]
    public void Includes_FollowsThePatternAndNeverTakesTopicsOfTheDeployment(string pattern, string topic, bool isIncluded) =>
        Assert.Equal(isIncluded, new ReplyTopicPatterns([pattern], Clusters.Topology).Includes(topic));
}
