using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Cli.Up;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Tests.Cli.Up;

public sealed class StateLineTests : IDisposable
{
    private const string SomeRules = "agent: sales-composer\nallowed_tools:\n  - name: pricing-api\n    actions: [generate_quote]\n";
    private const string NoRules = "agent: sales-composer\nallowed_tools: []\n";

    private readonly StringWriter _output = new();
    private readonly Engine _engine = new();

    [Fact]
    public void NoPolicy_IsNotReady()
    {
        Line().ReportPolicy(_engine);

        Assert.StartsWith("warning: NOT_READY: no policy is active, so every intent is denied;", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PolicyWithoutRules_IsNotReadyEither()
    {
        _engine.Policy = Policy(NoRules);
        Line().ReportPolicy(_engine);

        Assert.Equal(
            $"warning: NOT_READY: policy revision {_engine.Policy.Revision} has no rules, so every intent is denied; publish one that has, or go back with `aegis policy rollback previous`\n",
            _output.ToString());
    }

    [Fact]
    public void PolicyWithRules_DecidesOnceItIsThere()
    {
        var line = Line();
        _engine.Policy = Policy(NoRules);
        line.ReportPolicy(_engine);
        _output.GetStringBuilder().Clear();
        _engine.Policy = Policy(SomeRules);
        line.ReportPolicy(_engine);
        line.ReportPolicy(_engine);

        Assert.Equal($"policy revision {_engine.Policy.Revision} decides\n", _output.ToString());
    }

    [Theory]
    [InlineData(NoRules, 1306)]
    [InlineData(SomeRules, 1305)]
    public void Json_HasAnEventOfItsOwn(string text, int expected)
    {
        var log = new EventLog();
        _engine.Policy = Policy(text);
        Line(log).ReportPolicy(_engine);

        Assert.Equal([expected], log.Events);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _output.Dispose();
    }

    private static PolicySnapshot Policy(string text) => PolicyLoader.Load([new PolicySource("a.yaml", text)]).Snapshot!;

    private StateLine Line(EventLog? log = null) => new(new Talk(new Screen(_output, isTerminal: false, isColorful: false, width: 80), isQuiet: false), log);

    private sealed class Engine : IDecisionEngine
    {
        public event Action<StreamsState>? StateChanged
        {
            add { }
            remove { }
        }

        public StreamsState State => StreamsState.Running;

        public double Progress => 1;

        public PolicySnapshot? Policy { get; set; }

        public Task Completion => Task.CompletedTask;

        public int FaultExitCode => 1;

        public void Start()
        {
        }

        public bool Stop(TimeSpan timeout) => true;

        public void Dispose()
        {
        }
    }
}
