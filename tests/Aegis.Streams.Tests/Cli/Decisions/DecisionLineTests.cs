using Aegis.Streams.Cli.Decisions;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Tests.Cli.Decisions;

public sealed class DecisionLineTests
{
    private static readonly Decision Quote = new()
    {
        DecisionId = "d-1",
        IntentId = "i-1",
        Tenant = "acme",
        Agent = "sales-composer",
        Tool = "pricing-api",
        Action = "generate_quote",
        Outcome = DecisionOutcome.ApprovalNeeded,
        Reasons = [new Reason("policy.discount_over_limit", "parameters.discount_percent", "25"), new Reason("catalog.sku_unknown")],
        PolicyRevision = "ab",
        ReceivedAt = DateTimeOffset.UnixEpoch,
        DecidedAt = new DateTimeOffset(2026, 11, 24, 10, 0, 0, 123, TimeSpan.Zero),
        SourceTopic = "aegis.intents",
        SourcePartition = 0,
        SourceOffset = 7,
    };

    [Fact]
    public void Text_HasColumns() => Assert.Equal(
        "10:00:00.123 approval_needed acme/sales-composer        pricing-api/generate_quote  policy.discount_over_limit (parameters.discount_percent, limit 25), catalog.sku_unknown\n",
        Render(Quote, isTerminal: false));

    [Fact]
    public void Terminal_HasColours() => Assert.Equal(
        "\e[2m10:00:00.123\e[0m \e[32mallow          \e[0m acme/sales-composer        pricing-api/generate_quote\e[2m  (replayed)\e[0m\n",
        Render(Quote with { Outcome = DecisionOutcome.Allow, Reasons = [], Replayed = true }, isTerminal: true));

    [Fact]
    public void EscapeSequenceFromAnAgent_IsSpeltOut() => Assert.Contains(
        "sales\\u001b[2J",
        Render(Quote with { Agent = "sales\e[2J" }, isTerminal: true), StringComparison.Ordinal);

    [Fact]
    public void Json_IsThatOfTheContractWithoutWhatATerminalObeys() => Assert.StartsWith(
        """{"decision_id":"d-1","intent_id":"i-1","tenant":"acme","agent":"sales\u001b\u202e","tool":"pricing-api","action":"generate_quote","outcome":"approval_needed",""",
        Render(Quote with { Agent = "sales\e\u202e" }, isTerminal: false, isJson: true), StringComparison.OrdinalIgnoreCase);

    private static string Render(Decision decision, bool isTerminal, bool isJson = false)
    {
        var output = new StringWriter();
        DecisionLine.Write(new Screen(output, isTerminal, isColorful: true, width: 120), decision, isJson);
        return output.ToString();
    }
}
