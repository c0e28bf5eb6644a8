using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Tests.Policy.Generation;

namespace Aegis.Streams.Tests.Policy.Differential;

public sealed class RandomPolicyTests
{
    [Fact]
    public void SameSeed_MakesTheSameCase()
    {
        var first = PolicyCase.Make(7, 3, calls: 5);
        var second = PolicyCase.Make(7, 3, calls: 5);

        Assert.Equal(first.Describe(4), second.Describe(4));
        Assert.NotEqual(first.Describe(4), PolicyCase.Make(7, 4, calls: 5).Describe(4));
    }

    [Theory]
    [InlineData(nameof(GenerationProfile.Everything))]
    [InlineData(nameof(GenerationProfile.Cedar))]
    public void ManyCases_ReachEveryVerdictOften(string profile)
    {
        var answers = Enumerable.Range(0, 150)
            .SelectMany(number => PolicyCase.Make(1, number, calls: 20, Enum.Parse<GenerationProfile>(profile)).Answers)
            .ToList();

        var counts = answers.CountBy(answer => answer.Verdict).ToDictionary();
        foreach (var verdict in Enum.GetValues<DecisionOutcome>())
            Assert.True(counts.GetValueOrDefault(verdict) >= 50, $"{verdict} is rare: {string.Join(", ", counts)}.");
        Assert.True(answers.Count(answer => answer.Observed.Length > 0) >= 100);
    }

    [Fact]
    public void ManyCases_SayRightlyWhetherStrictReadingTakesTheParameters()
    {
        for (var number = 0; number < 50; number++)
        {
            var made = PolicyCase.Make(2, number, calls: 40);
            for (var i = 0; i < made.Calls.Length; i++)
                Assert.True(made.Calls[i].IsReadable == (Read(made.Calls[i]) is null), made.Describe(i));
        }

        static IntentFault? Read(GeneratedCall call) => StrictJson.Validate(Encoding.UTF8.GetBytes(call.Parameters), new IntentLimits(), "parameters");
    }
}
