using System.Text;
using Aegis.Streams.Cli;
using Aegis.Streams.Cli.Decisions;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Tests.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Aegis.Streams.Tests.Cli.Decisions;

public sealed class TopicTailTests
{
    private readonly FaultScript _faults = new();
    private readonly FakeTimeProvider _time = new();
    private readonly StringBuilder _error = new();
    private readonly ClusterScene _scene;

    public TopicTailTests() => _scene = new ClusterScene(faults: _faults);

    [Fact]
    public void Latest_BeginsWithWhatComesNext()
    {
        _scene.Cluster.Append("out", "k", "before");
        using var tail = Open();
        _scene.Cluster.Append("out", "k", "after");

        Assert.Equal("after", Read(tail));
        Assert.Null(Read(tail));
    }

    [Fact]
    public void Beginning_BeginsWithWhatIsThere()
    {
        _scene.Cluster.Append("out", "k", "before");
        using var tail = Open(fromBeginning: true);

        Assert.Equal("before", Read(tail));
    }

    [Fact]
    public void MissingTopic_IsRefused()
    {
        var refusal = Assert.Throws<CliRefusalException>(() => Open(topic: "none"));

        Assert.Equal("the topic `none` does not exist; create the topics with `aegis topics apply`, or name their prefix with --prefix", refusal.Message);
    }

    [Fact]
    public void ClusterThatIsNotReady_IsAskedAgain()
    {
        _faults.Inject(ClientCall.Ranges, ClientFault.TimeoutBefore);
        _scene.Cluster.Append("out", "k", "1");
        using var tail = Open(fromBeginning: true);

        Assert.Equal("1", Read(tail));
    }

    [Fact]
    public void SilentCluster_IsSaidOnceAndSoIsItsReturn()
    {
        using var tail = Open();
        foreach (var fault in new[] { ClientFault.TimeoutBefore, ClientFault.TimeoutBefore, ClientFault.None })
        {
            _faults.Inject(ClientCall.Ranges, fault);
            _time.Advance(TimeSpan.FromSeconds(2));
            Assert.Null(Read(tail));
        }

        var lines = _error.ToString().TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("warning: the cluster does not answer (", lines[0], StringComparison.Ordinal);
        Assert.Equal("the cluster answers again after 4 s; reading goes on where it was", lines[1]);
        _scene.Cluster.Append("out", "k", "1");
        Assert.Equal("1", Read(tail));
    }

    [Fact]
    public void RecordsThatWereDeletedUnread_AreSaid()
    {
        using var tail = Open();
        foreach (var value in new[] { "0", "1", "2" }) _scene.Cluster.Append("out", "k", value);
        _scene.Cluster.Log(ClusterScene.Out).MoveStart(2);

        Assert.Null(Read(tail));
        Assert.Equal("2", Read(tail));
        Assert.Equal("warning: out [0]: 2 offsets from 0 on were deleted before they were read\n", _error.ToString());
    }

    private static string? Read(TopicTail tail) => tail.Poll(TimeSpan.Zero) is { Value: { } value } ? Encoding.UTF8.GetString(value) : null;

    private TopicTail Open(bool fromBeginning = false, string topic = "out") => TopicTail.Open(
        _scene.Process, [topic], fromBeginning, new Talk(new Screen(new StringWriter(_error), isTerminal: false, isColorful: false, width: 80), isQuiet: false),
        _time, CancellationToken.None);
}
