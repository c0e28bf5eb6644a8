using System.Text.Json;
using Aegis.Streams.Outcome;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Envoy;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Envoy.Protocol;

namespace Aegis.Streams.Tests.Envoy;

public sealed class CheckAnswerTests
{
    private static readonly EnvoyRoute Route = Requests.Mapping("""
        routes:
          - name: quote
            methods: [POST]
            path: /v1/quotes/{quote}
            tenant: acme
            agent: composer
            tool: pricing-api
            action: generate_quote
            class: write
            body: whole
            parameters: { quote_id: { path: quote } }
        """).Routes[0];

    [Fact]
    public void Allow_SetsItsHeadersOverThoseOfTheClientAndRemovesTheOthers()
    {
        var answer = CheckAnswer.Of(Decided(DecisionOutcome.Allow), Route, ["x-aegis-outcome", "x-aegis-approved", "x-agent", "x-aegis-reason"]);

        Assert.Equal(0, answer.Status.Code);
        Assert.Equal(
            [("x-aegis-decision-id", "d-1", false), ("x-aegis-policy-revision", "r-1", false), ("x-aegis-outcome", "allow", false)],
            answer.OkResponse.Headers.Select(option => (option.Header.Key, option.Header.Value, option.Append!.Value)));
        Assert.Equal(["x-aegis-approved", "x-aegis-reason"], answer.OkResponse.HeadersToRemove);
        Assert.Equal("x-aegis-decision-id", Assert.Single(answer.OkResponse.ResponseHeadersToAdd).Header.Key);
        Assert.Equal("""{ "outcome": "allow", "decision_id": "d-1", "policy_revision": "r-1" }""", answer.DynamicMetadata.ToString());
    }

    [Theory]
    [InlineData(DecisionOutcome.Deny, "policy.forbidden", 7, 403)]
    [InlineData(DecisionOutcome.Deny, "intents.duplicate_key", 3, 400)]
    [InlineData(DecisionOutcome.Deny, "intents.too_large", 3, 413)]
    [InlineData(DecisionOutcome.Sanitize, "policy.sanitize_required", 7, 403)]
    [InlineData(DecisionOutcome.ApprovalNeeded, "policy.approval_required", 9, 403)]
    public void OtherOutcome_IsADeniedResponseThatSaysWhy(DecisionOutcome outcome, string code, int status, int http)
    {
        var answer = CheckAnswer.Of(Decided(outcome, code), Route, []);

        Assert.Equal((status, http), (answer.Status.Code, (int)answer.DeniedResponse.Status.Code));
        Assert.Equal(code, Header(answer, "x-aegis-reason"));
        Assert.Equal("application/problem+json", Header(answer, "content-type"));
        var body = JsonDocument.Parse(answer.DeniedResponse.Body).RootElement;
        Assert.Equal((http, code, "d-1", "r-1"), (body.GetProperty("status").GetInt32(), body.GetProperty("code").GetString(), body.GetProperty("decision_id").GetString(), body.GetProperty("policy_revision").GetString()));
        Assert.Equal(code, body.GetProperty("reasons")[0].GetProperty("code").GetString());
        Assert.Equal(code, answer.DynamicMetadata.Fields["reason"].StringValue);
    }

    [Fact]
    public void Sanitize_HasTheCopyWithoutWhatTheRouteMakes()
    {
        var decision = Decided(DecisionOutcome.Sanitize, "policy.sanitize_required").Decision! with { SanitizedParameters = """{"note":"[EMAIL] \u0022x\u0022","n":1.50,"quote_id":"q-1"}"""u8.ToArray() };

        var body = JsonDocument.Parse(CheckAnswer.Of(decision, Route, []).DeniedResponse.Body).RootElement;

        Assert.Equal("""{"note":"[EMAIL] \u0022x\u0022","n":1.50}""", body.GetProperty("sanitized_body").GetRawText());
        Assert.Equal("""{"note":"[EMAIL] \u0022x\u0022","n":1.50,"quote_id":"q-1"}""", body.GetProperty("sanitized_parameters").GetRawText());
    }

    [Theory]
    [InlineData(nameof(RefusalKind.Invalid), 3, 400)]
    [InlineData(nameof(RefusalKind.Unauthenticated), 16, 401)]
    [InlineData(nameof(RefusalKind.NotPermitted), 7, 403)]
    [InlineData(nameof(RefusalKind.Overloaded), 8, 429)]
    [InlineData(nameof(RefusalKind.DeadlineExceeded), 4, 504)]
    [InlineData(nameof(RefusalKind.Unavailable), 14, 503)]
    public void Refusal_IsADeniedResponseToo(string kind, int status, int http)
    {
        var answer = CheckAnswer.Of(new CallRefusal(Enum.Parse<RefusalKind>(kind), "facade.x", "No.", RetryAfter: TimeSpan.FromMilliseconds(1500)), Route, []);

        Assert.Equal((status, http), (answer.Status.Code, (int)answer.DeniedResponse.Status.Code));
        Assert.Equal(("2", "facade.x", "none"), (Header(answer, "retry-after"), Header(answer, "x-aegis-reason"), Header(answer, "x-aegis-outcome")));
    }

    [Theory]
    [InlineData("r\r\nx-admin: 1")]
    [InlineData("r\0")]
    [InlineData("rév")]
    [InlineData(" r")]
    public void ValueThatNoHeaderCanHold_IsLeftOut(string revision)
    {
        var answer = CheckAnswer.Of(Decided(DecisionOutcome.Allow).Decision! with { PolicyRevision = revision }, Route, []);

        Assert.DoesNotContain(answer.OkResponse.Headers, option => option.Header.Key == "x-aegis-policy-revision");
    }

    [Fact]
    public void HeaderUnderOurPrefixThatCannotBeRemoved_Denies() =>
        Assert.Equal(3, CheckAnswer.Of(Decided(DecisionOutcome.Allow), Route, ["x-aegis-a b"]).Status.Code);

    /// <summary>An allow of any answer needs an allow of the decision.</summary>
    [Fact]
    public void AnyAnswer_AllowsOnlyADecisionThatAllows()
    {
        foreach (var outcome in Enumerable.Range(-1, 8).Select(value => (DecisionOutcome)value))
        {
            var answer = CheckAnswer.Of(Decided(outcome, "policy.forbidden"), Route, []);
            Assert.Equal(outcome == DecisionOutcome.Allow, answer.Status.Code == 0);
            Assert.Equal(outcome == DecisionOutcome.Allow ? CheckResponse.HttpResponseOneofCase.OkResponse : CheckResponse.HttpResponseOneofCase.DeniedResponse, answer.HttpResponseCase);
        }
    }

    [Theory]
    [InlineData(1, -1)]
    [InlineData(5, 3)]
    [InlineData(50, 40)]
    [InlineData(200, 160)]
    [InlineData(10_000, 9_950)]
    public void Deadline_KeepsTimeForTheWayBack(int milliseconds, int left)
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(now.AddMilliseconds(left), CheckDeadline.Of(now.UtcDateTime.AddMilliseconds(milliseconds), now));
        Assert.Null(CheckDeadline.Of(DateTime.MaxValue, now));
    }

    private static string? Header(CheckResponse answer, string name) => answer.DeniedResponse.Headers.SingleOrDefault(option => option.Header.Key == name)?.Header.Value;

    private static CallAnswer Decided(DecisionOutcome outcome, string? code = null) => new Decision
    {
        DecisionId = "d-1",
        IntentId = "i-1",
        Tenant = "acme",
        Agent = "composer",
        Tool = "pricing-api",
        Action = "generate_quote",
        Outcome = outcome,
        Reasons = code is null ? [] : [new Reason(code)],
        PolicyRevision = "r-1",
        ReceivedAt = DateTimeOffset.UnixEpoch,
        DecidedAt = DateTimeOffset.UnixEpoch,
        SourceTopic = "aegis.intents",
        SourcePartition = 0,
        SourceOffset = -1,
    };
}
