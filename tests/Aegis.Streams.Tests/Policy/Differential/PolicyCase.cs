using System.Collections.Immutable;
using System.Globalization;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Generation;
using Aegis.Streams.Tests.Policy.Reference;

namespace Aegis.Streams.Tests.Policy.Differential;

/// <summary>A set of policies, calls to it, and what the reference answers to each.</summary>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Number">The number of the case in the run.</param>
/// <param name="Documents">The policies.</param>
/// <param name="Calls">The calls.</param>
/// <param name="Answers">The answers, one a call.</param>
internal sealed record PolicyCase(ulong Seed, int Number, ImmutableArray<PolicyDocument> Documents, ImmutableArray<GeneratedCall> Calls, ImmutableArray<Answer> Answers)
{
    private const int MaxTries = 5;

    /// <summary>Makes the case with a number; the same one for the same seed, number and profile.</summary>
    public static PolicyCase Make(ulong seed, int number, int calls, GenerationProfile profile = GenerationProfile.Everything)
    {
        var dice = Dice.ForCase(seed, number);
        var documents = new RandomPolicy(dice, profile).Next();
        while (documents.IsEmpty) documents = new RandomPolicy(dice, profile).Next();
        return Make(seed, number, calls, dice, documents);
    }

    /// <summary>Makes the case with a number in which hundreds of rules speak of one tool.</summary>
    public static PolicyCase MakeCrowded(ulong seed, int number, int calls)
    {
        var dice = Dice.ForCase(seed, number);
        var document = new RandomPolicy(dice).NextDocument("crowd", tenant: null, rules: dice.Between(20, 400));
        var target = new Target { Tools = [Spelt.Glob("crm")] };
        return Make(seed, number, calls, dice, [document with { Rules = [.. document.Rules.Select(rule => rule with { What = dice.Percent(90) ? target : rule.What })] }]);
    }

    /// <summary>Describes one call with everything that is needed to make it again.</summary>
    /// <param name="call">The number of the call.</param>
    public string Describe(int call) => string.Create(CultureInfo.InvariantCulture, $"""
        AEGIS_POLICY_SEED={Seed}, case {Number}, call {call}
        {PolicyDump.Of(Documents)}
        {Calls[call]}
        reference: {Answers[call]}
        """);

    private static PolicyCase Make(ulong seed, int number, int calls, Dice dice, ImmutableArray<PolicyDocument> documents)
    {
        var random = new RandomCall(dice, documents);
        var made = Enumerable.Range(0, calls).Select(_ => NextCall(dice, documents, random)).ToList();
        return new PolicyCase(seed, number, documents, [.. made.Select(item => item.Call)], [.. made.Select(item => item.Answer)]);
    }

    /// <summary>Makes a call; most random calls are denied, so many are tried again until one has another verdict, picked before.</summary>
    private static (GeneratedCall Call, Answer Answer) NextCall(Dice dice, ImmutableArray<PolicyDocument> documents, RandomCall random)
    {
        var wanted = dice.Pick([DecisionOutcome.Allow, DecisionOutcome.Sanitize, DecisionOutcome.ApprovalNeeded, DecisionOutcome.Deny]);
        for (var tries = 1; ; tries++)
        {
            var call = random.Next();
            var answer = ReferenceEvaluator.Evaluate(documents, call);
            if (tries == MaxTries || answer.Verdict == wanted || wanted == DecisionOutcome.Deny) return (call, answer);
        }
    }
}
