using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Diagnostics;

namespace Aegis.Streams.Tests.Policy.Diagnostics;

public sealed class DiagnosticRendererTests
{
    private static readonly Diagnostic Sample = new("p.yaml", 1, 4, "wrong") { Length = 2, Label = "here" };

    [Fact]
    public void Error_IsShownBesideItsText()
    {
        var error = new PolicyError("policies/quotes.yaml", 2, 3, "unknown key `max_discont_percent` in conditions; did you mean `max_discount_percent`?")
        {
            Length = 19,
            Help = "did you mean `max_discount_percent`?",
        };

        AssertShows(
            """
            error: unknown key `max_discont_percent` in conditions
              --> policies/quotes.yaml:2:3
               |
             2 |   max_discont_percent: 25
               |   ^^^^^^^^^^^^^^^^^^^ did you mean `max_discount_percent`?
            """,
            Diagnostic.From(error), "conditions:\n  max_discont_percent: 25");
    }

    [Fact]
    public void RelatedPlace_IsShownInTheOrderOfTheText() => AssertShows(
        """
        error: key `a` occurs twice
           --> p.yaml:12:1
            |
          1 | a: 1
            | - the first is here
        ...
         12 | a: 2
            | ^
        """,
        new Diagnostic("p.yaml", 12, 1, "key `a` occurs twice") { Related = new RelatedPlace(1, 1, 1, "the first is here") },
        $"a: 1{new string('\n', 11)}a: 2");

    [Fact]
    public void RelatedPlaceInTheSameLine_IsMarkedBelow() => AssertShows(
        """
        error: expected `,` or `]`
          --> p.yaml:1:9
           |
         1 | a: [1, 2}
           |         ^
           |    - it was opened here
        """,
        new Diagnostic("p.yaml", 1, 9, "expected `,` or `]`") { Related = new RelatedPlace(1, 4, 1, "it was opened here") }, "a: [1, 2}\n");

    [Fact]
    public void NoteAndHelp_FollowTheText() => AssertShows(
        """
        warning: wrong
          --> p.yaml:1:4
           |
         1 | a: no
           |    ^^ here
           = note: why
           = help: how
        """,
        Sample with { Severity = Severity.Warning, Note = "why", Help = "how" }, "a: no");

    [Theory]
    [InlineData("\ta\tno", " 1 |     a    no\n   |          ^^ here\n")]
    [InlineData("日本no", " 1 | 日本no\n   |      ^ here\n")]
    [InlineData("e\u0301:no", " 1 | e\u0301:no\n   |   ^^ here\n")]
    [InlineData("😀 no", " 1 | 😀 no\n   |    ^^ here\n")]
    [InlineData("\u001b: no", " 1 | \\u001b: no\n   |         ^^ here\n")]
    [InlineData("a:", " 1 | a:\n   |   ^ here\n")]
    [InlineData("", " 1 |\n   | ^ here\n")]
    [InlineData("a: no\r\nb", " 1 | a: no\n   |    ^^ here\n")]
    public void Caret_StandsUnderItsCell(string source, string expected) =>
        Assert.EndsWith(expected, new DiagnosticRenderer(colour: false).Render(Sample, source), StringComparison.Ordinal);

    [Fact]
    public void LongLine_IsCutAroundTheCaret()
    {
        var line = $"{new string('a', 200)}BAD{new string('c', 200)}";

        var shown = new DiagnosticRenderer(colour: false).Render(new Diagnostic("p.yaml", 1, 201, "wrong") { Length = 3 }, line).Split('\n');

        Assert.Equal($" 1 | ...{new string('a', 40)}BAD{new string('c', 71)}...", shown[3]);
        Assert.Equal($"   | {new string(' ', 43)}^^^", shown[4]);
    }

    [Fact]
    public void RelatedPlaceFarAwayInTheSameLine_IsShownBesideItsOwnText()
    {
        var line = $"one{new string('a', 500)}two";

        var shown = new DiagnosticRenderer(colour: false)
            .Render(new Diagnostic("p.json", 1, 504, "wrong") { Length = 3, Related = new RelatedPlace(1, 1, 3, "the first is here") }, line).Split('\n');

        Assert.Equal([$" 1 | ...{new string('a', 40)}two", $"   | {new string(' ', 43)}^^^"], shown[3..5]);
        Assert.Equal([$" 1 | one{new string('a', 111)}...", "   | --- the first is here"], shown[5..7]);
    }

    [Fact]
    public void LineOfAMillionCharacters_IsCutToTheSameWidth()
    {
        var line = $"{new string('a', 700_000)}BAD{new string('c', 300_000)}";

        var shown = new DiagnosticRenderer(colour: false).Render(new Diagnostic("p.yaml", 1, 700_001, "wrong") { Length = 200_000 }, line).Split('\n');

        Assert.Equal($" 1 | ...{new string('a', 40)}BAD{new string('c', 71)}...", shown[3]);
        Assert.Equal($"   | {new string(' ', 43)}{new string('^', 74)}", shown[4]);
    }

    [Fact]
    public void CharactersWithoutWidth_DoNotMakeALineEndless()
    {
        var shown = new DiagnosticRenderer(colour: false).Render(new Diagnostic("p.yaml", 1, 1, "wrong"), $"e{new string('\u0301', 9_999)}").Split('\n');

        Assert.Equal($" 1 | e{new string('\u0301', 479)}...", shown[3]);
    }

    [Fact]
    public void FindingsOfSeveralTexts_AreShownBesideTheirOwn()
    {
        var renderer = new DiagnosticRenderer(colour: false);

        Assert.Contains(" 2 | b: no\n", renderer.Render(new Diagnostic("a.yaml", 2, 4, "wrong"), "a: no\nb: no\n"), StringComparison.Ordinal);
        Assert.Contains(" 1 | c: no\n", renderer.Render(new Diagnostic("b.yaml", 1, 4, "wrong"), "c: no\n"), StringComparison.Ordinal);
        Assert.Contains(" 1 | a: no\n", renderer.Render(new Diagnostic("a.yaml", 1, 4, "wrong"), "a: no\nb: no\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void FileAsAWhole_HasNoText() =>
        AssertShows("error: is not UTF-8 text\n  --> p.yaml", Diagnostic.From(new PolicyError("p.yaml", 0, 0, "is not UTF-8 text")), "a: 1");

    [Fact]
    public void UnknownText_LeavesThePlaceAndTheHelp() => AssertShows("error: wrong\n  --> p.yaml:1:4\n   = help: here", Sample, null);

    [Fact]
    public void Colour_PaintsSeverityMarginAndCaret() => Assert.Equal(
        "\x1b[1;31merror\x1b[0m\x1b[1m: wrong\x1b[0m\n  \x1b[1;34m-->\x1b[0m p.yaml:1:4\n\x1b[1;34m   |\x1b[0m\n\x1b[1;34m 1 |\x1b[0m a: no\n\x1b[1;34m   |\x1b[0m    \x1b[1;31m^^ here\x1b[0m\n",
        new DiagnosticRenderer(colour: true).Render(Sample, "a: no"));

    private static void AssertShows(string expected, Diagnostic diagnostic, string? source) =>
        Assert.Equal($"{expected}\n", new DiagnosticRenderer(colour: false).Render(diagnostic, source));
}
