using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Tests.Policy.Differential;
using Aegis.Streams.Tests.Policy.Generation;
using Aegis.Streams.Tests.Policy.Reference;

namespace Aegis.Streams.Tests.Policy;

/// <summary>Random policies, asked about calls whose parameters were damaged: always an answer, and the right one.</summary>
public sealed class PolicyEngineFuzzTests
{
    private static readonly string[] Scraps =
    [
        "", "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "\\ud83d\\ude00", "0", "-", "-0", ".5", "e5", "1e400", "1e-400", "1e9999", "1e10000", "25.00000000000000000001", "9007199254740993",
        "null", "true", "NaN", "\"\":", "\"a\":{}", "\"a\":[]", "\u0000", "\u00e9", "\ud800", "\U0001F600", "\ufeff", "//", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":",
    ];

    /// <summary>Of policies without URLs, dates, durations and patterns: of those the reference reads only such as are generated, and no damaged ones.</summary>
    [Fact]
    public void DamagedParameters_AreRefusedOrDecidedAsTheReferenceSays() => FuzzRun.Each(600, (random, number) =>
    {
        var made = PolicyCase.Make((ulong)FuzzRun.Seed, number, calls: 5, GenerationProfile.Cedar);
        var calls = made.Calls.Select(call => Damage(random, call)).ToArray();
        var damaged = made with { Calls = [.. calls], Answers = [.. calls.Select(call => ReferenceEvaluator.Evaluate(made.Documents, call))] };

        if (new EngineComparison(EngineUnderTest.Prepare).Compare(damaged) is { } difference) Assert.Fail(difference);
    });

    [Fact]
    public void DamagedBytes_AreDeniedWhereTheyAreNotStrictJson() => FuzzRun.Each(600, (random, number) =>
    {
        var made = PolicyCase.Make((ulong)FuzzRun.Seed, number, calls: 5);
        var policy = new PolicySnapshot(made.Documents);
        foreach (var call in made.Calls)
        {
            var bytes = Encoding.UTF8.GetBytes(call.Parameters);
            for (var i = random.Next(1, 4); i > 0 && bytes.Length > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var answer = PolicyInquiry.Ask(policy, PolicyQuestion.Of(call.ToIntent(), call.ToRegistration(), call.DecisionTime, call.Environment) with { Parameters = bytes });

            if (StrictJson.Validate(bytes, new IntentLimits(), "parameters") is not { } fault) Assert.NotNull(answer.Trace);
            else Assert.Equal((DecisionOutcome.Deny, fault.Code), (answer.Outcome, Assert.Single(answer.Findings).Reason.Code));
        }
    });

    private static GeneratedCall Damage(Random random, GeneratedCall call)
    {
        var text = call.Parameters;
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            var end = random.Next(4) == 0 ? random.Next(at, text.Length + 1) : Math.Min(at + random.Next(3), text.Length);
            text = $"{text[..at]}{Scraps[random.Next(Scraps.Length)]}{text[end..]}";
        }

        text = text.Length == 0 ? "{}" : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)); // No bytes at all are no parameters, and no fault.
        return call with { Parameters = text, IsReadable = StrictJson.Validate(Encoding.UTF8.GetBytes(text), new IntentLimits(), "parameters") is null };
    }
}
