using System.Text;
using Aegis.Streams.Cli.Submit;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Tests.Cli.Submit;

public sealed class SubmissionSummaryTests
{
    private readonly StringBuilder _output = new();
    private readonly SubmissionTally _tally = new() { Lines = 5 };

    public SubmissionSummaryTests()
    {
        Add(DecisionOutcome.Allow, 10);
        Add(DecisionOutcome.Allow, 20, replayed: true);
        Add(DecisionOutcome.Deny, 30, "catalog.sku_unknown", "catalog.currency_mismatch");
        Add(DecisionOutcome.Deny, 400, "catalog.sku_unknown");
    }

    [Fact]
    public void Text_CountsByOutcomeAndReason()
    {
        SubmissionSummary.WriteText(Screen(), _tally);

        Assert.Equal(
            """

            outcome  intents   share
            allow          2  40.0 %
            deny           2  40.0 %

            reason                     outcome  intents
            catalog.sku_unknown        deny           2
            catalog.currency_mismatch  deny           1

            4 of 5 intents answered, 1 of them repeats of an earlier request; p50 20.0 ms, p99 400.0 ms from intended send to reception

            """.ReplaceLineEndings("\n"),
            _output.ToString());
    }

    [Fact]
    public void Json_SaysWhatIsMissing()
    {
        SubmissionSummary.WriteJson(Screen(), _tally);

        Assert.Equal(
            """{"summary":{"lines":5,"answered":4,"unanswered":1,"unpublished":0,"replayed":1,"outcomes":{"allow":2,"deny":2},"reasons":[{"code":"catalog.sku_unknown","outcome":"deny","intents":2},{"code":"catalog.currency_mismatch","outcome":"deny","intents":1}],"latency_p50_ms":20,"latency_p99_ms":400}}""" + "\n",
            _output.ToString());
    }

    [Fact]
    public void Line_WithoutAnswersHasNoLatency() => Assert.Equal("0 of 3 intents answered", SubmissionSummary.Line(new SubmissionTally { Lines = 3 }));

    private Screen Screen() => new(new StringWriter(_output), isTerminal: false, isColorful: true, width: 120);

    private void Add(DecisionOutcome outcome, int milliseconds, params string[] reasons) => Add(outcome, milliseconds, false, reasons);

    private void Add(DecisionOutcome outcome, int milliseconds, bool replayed, params string[] reasons) => _tally.Add(new Answer(
        new IntentLine(1, [], null, null),
        new Decision
        {
            DecisionId = "d",
            IntentId = "i",
            Tenant = "acme",
            Agent = "a",
            Tool = "t",
            Action = "x",
            Outcome = outcome,
            Reasons = [.. reasons.Select(code => new Reason(code))],
            PolicyRevision = "ab",
            ReceivedAt = DateTimeOffset.UnixEpoch,
            DecidedAt = DateTimeOffset.UnixEpoch,
            Replayed = replayed,
            SourceTopic = "aegis.intents",
            SourcePartition = 0,
            SourceOffset = 0,
        },
        null, null, TimeSpan.FromMilliseconds(milliseconds)));
}
