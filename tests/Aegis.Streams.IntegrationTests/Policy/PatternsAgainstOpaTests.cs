using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Policy.Patterns;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>
/// Patterns against `regex.match` of a real Open Policy Agent, which is RE2. It is `opa/opa` of the folder with real servers; without it the
/// test is skipped with the reason.
/// </summary>
public sealed class PatternsAgainstOpaTests
{
    private const int Seed = 20;

    private const string Module = """
        package patterns

        outcome(c) := "match" if {
            regex.match(c.pattern, c.text) == true
        } else := "no match" if {
            regex.match(c.pattern, c.text) == false
        } else := "invalid"

        outcomes := [outcome(c) | some c in data.cases]
        """;

    /// <summary>Parts of patterns, each with a text that it matches.</summary>
    private static readonly (string Pattern, string Sample)[] Atoms =
    [
        ("a", "a"), ("b", "b"), (".", "\u2028"), (".", "😀"), ("\\d", "7"), ("\\D", "٥"), ("\\w", "_"), ("\\W", "é"), ("\\s", "\f"), ("\\S", "\v"), ("[ab]", "b"), ("[^a]", "\n"),
        ("[a-z_]", "z"), ("[^\\d\\n]", "a"), ("[\\s\\S]", "\0"), ("[é-😀]", "\uFFFF"), ("[^é]", "\u0301"), ("[^😀]", "\U0010FFFF"), ("😀", "😀"), ("é", "é"), ("\u2028", "\u2028"),
        ("\\n", "\n"), ("\\.", "."), ("\\$", "$"), ("[-&~|:]", "-"), ("[\\]\\[^\\\\]", "\\"), ("[😀-😂]", "😁"), ("[\uFF5E-\U00010000]", "\uFF5F"), ("\u212A", "\u212A"),
        ("[k-s]", "k"), ("\"", "\""), ("`", "`"), ("\u0001", "\u0001"), ("\u007F", "\u007F"), ("[ -~]", "@"), ("[+-]", "+"),
    ];

    private static readonly (string Sign, int Count)[] Quantifiers =
        [("*", 0), ("*", 3), ("+", 2), ("?", 0), ("?", 1), ("{2}", 2), ("{1,}", 1), ("{0,2}", 2), ("{2,3}", 3), ("{100}", 100), ("{0,50}", 50), ("{30,}", 31)];

    private static readonly string[] Pieces =
    [
        "a", "b", "ab", "0", "Z", "_", " ", "\t", "\n", "\v", "\f", "\r", "\0", "\u0001", "\u007F", ".", "$", "-", "\"", "`", "\\", "é", "e\u0301", "\u00A0", "\u0085", "\u2028", "\u0665",
        "ſ", "\u212A", "k", "\uFF5E", "\uFFFD", "\uFFFF", "\U00010000", "😀", "😁", "\U0010FFFF",
    ];

    [Fact]
    public async Task RandomPatterns_MatchWhatRegexMatchMatches()
    {
        OpaBinary.Require();
        var cases = Cases(new Random(Seed));
        // OPA must be seen to refuse and to disagree, or a broken run would look like a good one.
        cases.Add(new("a{0,1001}", "a", "invalid", "a planted invalid pattern"));
        cases.Add(new("^(?:a)$", "a\n", "no match", "a planted line feed"));

        var outcomes = await EvaluateAsync(OpaBinary.Path, cases);

        Assert.Equal(cases.Count, outcomes.Count);
        var wrong = cases.Zip(outcomes).Where(pair => pair.First.Expected != pair.Second).Select(pair => $"{pair.First} but OPA says {pair.Second}");
        Assert.Empty(wrong);
        Assert.InRange(outcomes.Count(outcome => outcome == "match"), 800, 1_700);
    }

    private static List<Case> Cases(Random random)
    {
        var cases = new List<Case>();
        while (cases.Count < 2_000)
        {
            var (body, sample) = Branches(random, depth: 2);
            var anchored = random.Next(3) switch { 0 => $"^(?:{body})$", 1 => $"({body})$", _ => body };
            if (!Pattern.TryParse(anchored, out var pattern, out _)) continue;
            foreach (var text in new[] { sample, Spoilt(random, sample), Pick(random, Pieces) + sample })
            {
                var utf8 = Encoding.UTF8.GetBytes(text);
                cases.Add(new(pattern.ToRe2(), text, pattern.IsMatch(utf8) ? "match" : "no match", pattern.Text));
                cases.Add(new(pattern.ToRe2Search(), text, pattern.IsFoundIn(utf8) ? "match" : "no match", pattern.Text));
            }
        }

        return cases;
    }

    /// <summary>Puts something in, or in the place of the end.</summary>
    private static string Spoilt(Random random, string text)
    {
        var runes = text.EnumerateRunes().Select(rune => rune.ToString()).ToList();
        if (runes.Count > 0 && random.Next(2) == 0) runes.RemoveAt(runes.Count - 1);
        runes.Insert(random.Next(runes.Count + 1), Pick(random, Pieces));
        return string.Concat(runes);
    }

    private static async Task<List<string?>> EvaluateAsync(string opa, List<Case> cases)
    {
        var folder = Directory.CreateTempSubdirectory("aegis-opa-");
        try
        {
            var module = Path.Combine(folder.FullName, "patterns.rego");
            var data = Path.Combine(folder.FullName, "cases.json");
            await File.WriteAllTextAsync(module, Module);
            await File.WriteAllTextAsync(data, JsonSerializer.Serialize(new { cases = cases.Select(c => new { pattern = c.Expression, text = c.Text }) }));
            using var process = Process.Start(new ProcessStartInfo(opa, ["eval", "--format", "raw", "-d", module, "-d", data, "data.patterns.outcomes"])
            {
                RedirectStandardOutput = true,
            })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            return JsonSerializer.Deserialize<List<string?>>(output)!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (string Pattern, string Sample) Branches(Random random, int depth)
    {
        var branches = Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Sequence(random, depth)).ToArray();
        return (string.Join('|', branches.Select(branch => branch.Pattern)), Pick(random, branches).Sample);
    }

    private static (string Pattern, string Sample) Sequence(Random random, int depth)
    {
        var items = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Item(random, depth)).ToArray();
        return (string.Concat(items.Select(item => item.Pattern)), string.Concat(items.Select(item => item.Sample)));
    }

    private static (string Pattern, string Sample) Item(Random random, int depth)
    {
        var isGroup = depth > 0 && random.Next(3) == 0;
        var (pattern, sample) = isGroup ? Branches(random, depth - 1) : Pick(random, Atoms);
        if (isGroup) pattern = $"({pattern})";
        if (random.Next(3) > 0) return (pattern, sample);
        var (sign, count) = Pick(random, Quantifiers);
        return (pattern + sign, string.Concat(Enumerable.Repeat(sample, count)));
    }

    private static T Pick<T>(Random random, T[] items) => items[random.Next(items.Length)];

    /// <summary>What OPA is asked, and what the pattern says.</summary>
    private sealed record Case(string Expression, string Text, string Expected, string Pattern);
}
