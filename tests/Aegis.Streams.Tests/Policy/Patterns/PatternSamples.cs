using System.Text;
using Aegis.Streams.Policy.Patterns;

namespace Aegis.Streams.Tests.Policy.Patterns;

/// <summary>Patterns and texts for tests; the same seed gives the same ones.</summary>
internal sealed class PatternSamples(int seed)
{
    private static readonly string[] Atoms =
    [
        "a", "b", "ab", ".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[ab]", "[^a]", "[a-z_]", "[^\\d\\n]", "[\\s\\S]", "[\\w-]", "[é-😀]", "[^é]", "[^😀]",
        "😀", "é", "e\u0301", "\u2028", "\\n", "\\t", "\\.", "\\$", "[-a]", "[^\\W]", "[😀-😂]", "[\uFF5E-\U00010000]", "0", "Z", " ", "\u212A", "[k-s]",
    ];

    private static readonly string[] Pieces =
    [
        "a", "b", "ab", "aa", "0", "9", "Z", "_", " ", "\t", "\n", "\v", "\f", "\r", "\0", "\u001B", "\u007F", ".", "$", "-", "é", "e\u0301", "\u0301", "\u00A0", "\u2028",
        "\u0665", "ſ", "\u212A", "k", "\uFF5E", "\uFFFD", "\uFFFF", "\U00010000", "😀", "😁", "\U0010FFFF",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Reads a pattern that must be right.</summary>
    public static Pattern Read(string text)
    {
        Assert.True(Pattern.TryParse(text, out var pattern, out var fault), $"{text}: {fault}");
        return pattern;
    }

    public static bool IsMatch(string pattern, string text) => Read(pattern).IsMatch(Encoding.UTF8.GetBytes(text));

    public static bool IsFoundIn(string pattern, string text) => Read(pattern).IsFoundIn(Encoding.UTF8.GetBytes(text));

    public string NextPattern()
    {
        var body = Branches(depth: 2);
        return _random.Next(6) switch
        {
            0 => $"^(?:{body})$",
            1 => $"^({body})",
            2 => $"(?:{body})$",
            _ => body,
        };
    }

    /// <summary>Makes a pattern on which an engine that back-tracks does not lose itself.</summary>
    public string NextTamePattern()
    {
        string pattern;
        do pattern = NextPattern();
        while (PatternParser.Parse(pattern).Body is var body && (body.Size > 24 || !IsTame(body, repeatable: 2)));
        return pattern;
    }

    public string NextText() => string.Concat(Enumerable.Range(0, _random.Next(7)).Select(_ => Pick(Pieces)));

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private static bool IsTame(PatternNode node, int repeatable) => node switch
    {
        PatternSequence sequence => sequence.Items.All(item => IsTame(item, repeatable)),
        Alternation alternation => alternation.Branches.All(branch => IsTame(branch, repeatable)),
        Repetition repetition => repeatable > 0 && !repetition.Body.MatchesEmpty && IsTame(repetition.Body, repeatable - 1),
        _ => true,
    };

    private string Branches(int depth) =>
        string.Join('|', Enumerable.Range(0, _random.Next(4) == 0 ? 2 : 1).Select(_ => Sequence(depth)));

    private string Sequence(int depth) =>
        string.Concat(Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Atom(depth) + Quantifier()));

    private string Atom(int depth) => depth == 0 || _random.Next(3) > 0
        ? Pick(Atoms) is var atom && atom.EnumerateRunes().Count() > 1 && atom[0] is not ('[' or '\\') ? $"(?:{atom})" : atom
        : $"({(_random.Next(2) == 0 ? "?:" : "")}{Branches(depth - 1)})";

    private string Quantifier() => _random.Next(8) switch
    {
        0 => "*",
        1 => "+",
        2 => "?",
        3 => $"{{{1 + _random.Next(3)}}}",
        4 => $"{{{_random.Next(3)},}}",
        5 => $"{{{_random.Next(3)},{2 + _random.Next(2)}}}",
        _ => "",
    };
}
