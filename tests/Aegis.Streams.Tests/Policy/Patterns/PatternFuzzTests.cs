using System.Text;
using System.Text.RegularExpressions;
using Aegis.Streams.Policy.Patterns;

namespace Aegis.Streams.Tests.Policy.Patterns;

public sealed class PatternFuzzTests
{
    private const string Syntax = "ab[]()^$.|*+?{}\\,-:&~=<>!P012dDwWsSbBxXpQEiuz\n\t é\u0301😀";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomPattern_MatchesWhatDotNetMatches(int seed)
    {
        var samples = new PatternSamples(seed);
        var (matches, finds) = (0, 0);
        for (var i = 0; i < 1_000; i++)
        {
            var pattern = PatternSamples.Read(samples.NextTamePattern());
            var whole = new Regex(pattern.ToDotNet(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
            var search = new Regex(pattern.ToDotNetSearch(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
            for (var j = 0; j < 8; j++)
            {
                var text = samples.NextText();
                var utf8 = Encoding.UTF8.GetBytes(text);
                var isMatch = whole.IsMatch(text);
                var isFound = search.IsMatch(text);
                Assert.True(isMatch == pattern.IsMatch(utf8), $"seed {seed}: {pattern} on {Shown(text)} should be {isMatch}");
                Assert.True(isFound == pattern.IsFoundIn(utf8), $"seed {seed}: search of {pattern} in {Shown(text)} should be {isFound}");
                if (isMatch) matches++;
                if (isFound) finds++;
            }
        }

        // A fuzz run in which nothing matches would prove nothing.
        Assert.InRange(matches, 300, 7_000);
        Assert.InRange(finds, 2_000, 7_700);
    }

    [Fact]
    public void SimulationOfAllStates_AgreesWithTheTable()
    {
        const int seed = 4;
        var samples = new PatternSamples(seed);
        var tables = 0;
        for (var i = 0; i < 200; i++)
        {
            var text = samples.NextPattern();
            var automaton = PositionAutomatonBuilder.Build(PatternParser.Parse(text).Body);
            foreach (var mode in new MatchMode[] { new(false, false), new(true, false), new(false, true), new(true, true) })
            {
                var table = DfaBuilder.TryBuild(automaton, mode);
                if (table is null) continue;
                tables++;
                var simulation = new BitParallelNfa(automaton, mode);
                for (var j = 0; j < 10; j++)
                {
                    var value = samples.NextText();
                    var utf8 = Encoding.UTF8.GetBytes(value);
                    Assert.True(table.Matches(utf8) == simulation.Matches(utf8), $"seed {seed}: {text} on {Shown(value)}, {mode}");
                }
            }
        }

        Assert.InRange(tables, 700, 800);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void RandomText_IsAPatternOrHasAFaultInsideTheText(int seed)
    {
        var random = new Random(seed);
        var accepted = 0;
        for (var i = 0; i < 6_000; i++)
        {
            // Characters, not runes: halves of surrogate pairs must be survived too.
            var text = string.Concat(Enumerable.Range(0, random.Next(14)).Select(_ => Syntax[random.Next(Syntax.Length)]));
            if (Pattern.TryParse(text, out var pattern, out var fault))
            {
                accepted++;
                Assert.Null(fault);
                Assert.Equal(text, pattern.Text);
                Assert.DoesNotContain(pattern.ToRe2(), unit => unit is < ' ' or > '~');
                continue;
            }

            Assert.Null(pattern);
            Assert.InRange(fault.Offset, 0, Math.Max(text.Length - 1, 0));
            Assert.NotEmpty(fault.Message);
        }

        Assert.InRange(accepted, 200, 3_000);
    }

    [Fact]
    public void PatternCutAnywhere_IsAPatternOrHasAFaultInsideTheText()
    {
        var samples = new PatternSamples(7);
        for (var i = 0; i < 150; i++)
        {
            var text = samples.NextPattern();
            for (var length = 0; length < text.Length; length++)
            {
                if (!Pattern.TryParse(text[..length], out _, out var fault)) Assert.InRange(fault.Offset, 0, Math.Max(length - 1, 0));
            }
        }
    }

    private static string Shown(string text) => string.Concat(text.Select(unit => unit is > ' ' and < '\u007F' ? unit.ToString() : $"\\u{(int)unit:X4}"));
}
