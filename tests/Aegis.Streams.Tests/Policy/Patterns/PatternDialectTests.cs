using Aegis.Streams.Policy.Patterns;
using static Aegis.Streams.Tests.Policy.Patterns.PatternSamples;

namespace Aegis.Streams.Tests.Policy.Patterns;

/// <summary>Where RE2 and .NET part, patterns follow RE2 or refuse: a test for each such point.</summary>
public sealed class PatternDialectTests
{
    [Fact]
    public void DollarBeforeALastLineFeed_DoesNotMatch()
    {
        Assert.False(IsMatch("[A-Z]{3}-[0-9]{4}$", "ACC-1234\n"));
        Assert.False(IsFoundIn("[A-Z]{3}-[0-9]{4}$", "ACC-1234\n"));
        Assert.True(IsFoundIn("[A-Z]{3}-[0-9]{4}$", "ACC-1234"));
    }

    [Fact]
    public void DigitsOfOtherScripts_AreNoDigits()
    {
        Assert.False(IsMatch("\\d", "٥"));
        Assert.True(IsMatch("\\D", "٥"));
    }

    [Fact]
    public void LettersWithAccents_AreNoWordCharacters()
    {
        Assert.False(IsMatch("\\w", "é"));
        Assert.True(IsMatch("\\W", "é"));
    }

    [Theory]
    [InlineData("\t", true)]
    [InlineData("\n", true)]
    [InlineData("\f", true)]
    [InlineData("\r", true)]
    [InlineData(" ", true)]
    [InlineData("\v", false)]
    [InlineData("\u00A0", false)]
    [InlineData("\u0085", false)]
    [InlineData("\u2028", false)]
    public void Blanks_AreFiveAsciiCharacters(string text, bool expected)
    {
        Assert.Equal(expected, IsMatch("\\s", text));
        Assert.Equal(!expected, IsMatch("\\S", text));
    }

    [Fact]
    public void Dot_IsOneScalarOfAnyPlaneButNotALineFeed()
    {
        Assert.True(IsMatch(".", "😀"));
        Assert.False(IsMatch("..", "😀"));
        Assert.False(IsMatch(".", "\n"));
        Assert.True(IsMatch("....", "\r\u0085\u2028\0"));
    }

    [Fact]
    public void CaseCounts_AndBothCasesAreWrittenOut()
    {
        Assert.False(IsMatch("[kK]", "\u212A"));
        Assert.False(IsMatch("[sS]", "ſ"));
        Assert.True(IsMatch("[kK]", "K"));
        Refused("(?i)k", 0, "`(?i)` is not supported; write both cases, such as `[kK]`");
    }

    [Fact]
    public void WordBoundary_IsRefused() =>
        Refused("x\\bcat\\b", 1, "`\\b` is not supported: engines disagree on what a word is; write the characters that may stand there, such as `[^0-9A-Za-z_]`");

    [Fact]
    public void EndAnchorOfOtherEngines_IsRefused() =>
        Refused("abc\\Z", 3, "`\\Z` is not supported; write `$` at the very end, or nothing: the whole value must match anyway");

    [Fact]
    public void ClassSubtraction_IsRefused() =>
        Refused("[a-z-[aeiou]]", 4, "`-[` subtracts in some engines and not in others; write the class that is left, or `\\[` for the bracket itself");

    [Fact]
    public void PosixClass_IsRefused() =>
        Refused("[[:alpha:]]", 1, "`[:alpha:]` is not supported; write its characters, such as `A-Za-z`, or `\\[` for the bracket itself");

    [Theory]
    [InlineData("a(?P<n>b)", 1, "`(?P` names a group, which is not supported; write `(?:`")]
    [InlineData("(?<n>b)", 0, "`(?<` names a group, which is not supported; write `(?:`")]
    [InlineData("(?'n'b)", 0, "`(?'` names a group, which is not supported; write `(?:`")]
    public void NamedGroup_IsRefused(string pattern, int offset, string message) => Refused(pattern, offset, message);

    [Theory]
    [InlineData("\\Qa.b\\E", 0, "`\\Q` is not supported; write a backslash before each punctuation character, such as `a\\.b`")]
    [InlineData("a\\E", 1, "`\\E` is not supported; write a backslash before each punctuation character, such as `a\\.b`")]
    public void Quoting_IsRefused(string pattern, int offset, string message) => Refused(pattern, offset, message);

    [Theory]
    [InlineData("\\pN", 0, "`\\p` is not supported: its meaning changes with the version of Unicode; write the characters as a class, such as `[A-Za-zÀ-ÿ]`")]
    [InlineData("a[\\P{Greek}]", 2, "`\\P` is not supported: its meaning changes with the version of Unicode; write the characters as a class, such as `[A-Za-zÀ-ÿ]`")]
    public void UnicodeProperty_IsRefused(string pattern, int offset, string message) => Refused(pattern, offset, message);

    [Theory]
    [InlineData("\\x{1F600}", 0, "`\\x` is not supported; write the character itself")]
    [InlineData("[\\x41]", 1, "`\\x` is not supported; write the character itself")]
    [InlineData("\\u0041", 0, "`\\u` is not supported; write the character itself")]
    [InlineData("\\0", 0, "`\\0` is not supported; write the character itself")]
    public void CharacterByNumber_IsRefused(string pattern, int offset, string message) => Refused(pattern, offset, message);

    [Theory]
    [InlineData("(?x)a", 0, "`(?x)` is not supported; write the pattern without blanks and comments")]
    [InlineData("a(?m:b)", 1, "`(?m:` is not supported; `^` and `$` always mean the whole value here; remove it")]
    [InlineData("(?s).", 0, "`(?s)` is not supported; write `[\\s\\S]` for any character with line feeds")]
    [InlineData("(?-i)a", 0, "`(?-i)` is not supported; write both cases, such as `[kK]`")]
    public void Flags_AreRefused(string pattern, int offset, string message) => Refused(pattern, offset, message);

    [Theory]
    [InlineData("(?=a)", "`(?=` is look-ahead, which is not supported; add a second constraint instead")]
    [InlineData("(?!a)", "`(?!` is look-ahead, which is not supported; add a second constraint instead")]
    [InlineData("(?<=a)", "`(?<=` is look-behind, which is not supported; add a second constraint instead")]
    [InlineData("(?<!a)", "`(?<!` is look-behind, which is not supported; add a second constraint instead")]
    public void LookAround_IsRefused(string pattern, string message) => Refused(pattern, 0, message);

    [Theory]
    [InlineData("(a)\\1", 3, "`\\1` is not supported: a back-reference cannot be matched in linear time; write the alternatives out")]
    [InlineData("(a)\\k<n>", 3, "`\\k` is not supported: a back-reference cannot be matched in linear time; write the alternatives out")]
    [InlineData("(?P=n)", 0, "`(?P=` is a back-reference, which cannot be matched in linear time; write the alternatives out")]
    public void BackReference_IsRefused(string pattern, int offset, string message) => Refused(pattern, offset, message);

    [Fact]
    public void AtomicGroup_IsRefused() => Refused("(?>a+)b", 0, "`(?>` is an atomic group, which is not supported; write `(?:`");

    [Fact]
    public void RepeatBounds_EndAtAThousand()
    {
        Assert.True(IsMatch("a{0,1000}", new string('a', 1_000)));
        Assert.False(IsMatch("a{0,1000}", new string('a', 1_001)));
        Refused("a{0,1001}", 1, "a bound may be at most 1000; use the length constraint for long values");
        Refused("a{10000,}", 1, "a bound may be at most 1000; use the length constraint for long values");
        Refused("(a{1,1000}){1,10}", 11, "with all repetitions written out the pattern has more than 1000 places; use the length constraint for long values");
        Refused("a{600}b{600}", 6, "with all repetitions written out the pattern has more than 1000 places; use the length constraint for long values");
    }

    [Fact]
    public void InvalidPattern_IsNeverAPatternThatMatchesNothing() => Refused("[a", 0, "the class is not closed; write `]` at its end, or `\\[` for the bracket itself");

    internal static void Refused(string text, int offset, string message)
    {
        Assert.False(Pattern.TryParse(text, out var pattern, out var fault));
        Assert.Null(pattern);
        Assert.Equal(new PatternFault(offset, message), fault);
    }
}
