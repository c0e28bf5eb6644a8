using System.Text;
using static Aegis.Streams.Tests.Policy.Patterns.PatternSamples;

namespace Aegis.Streams.Tests.Policy.Patterns;

public sealed class PatternTests
{
    [Theory]
    [InlineData("[A-Z]{3}-[0-9]{4}", "ACC-1234", true)]
    [InlineData("[A-Z]{3}-[0-9]{4}", "ACC-12345", false)]
    [InlineData("[A-Z]{3}-[0-9]{4}", "xACC-1234", false)]
    [InlineData("[A-Z]{3}-[0-9]{4}", "ACC-123", false)]
    [InlineData("a|b", "ab", false)]
    [InlineData("a|bc", "bc", true)]
    [InlineData("(a|b)*c", "ababc", true)]
    [InlineData("(?:ab)+", "abab", true)]
    [InlineData("(?:ab)+", "aba", false)]
    [InlineData("a{2,}", "a", false)]
    [InlineData("a{2,}", "aaaaa", true)]
    [InlineData("a{2,4}", "aaaa", true)]
    [InlineData("a{2,4}", "aaaaa", false)]
    [InlineData("(?:a{2}){2}", "aaaa", true)]
    [InlineData("(?:a{2}){2}", "aaa", false)]
    [InlineData("(?:a?b?){2}", "abab", true)]
    [InlineData("(?:a?b?){2}", "ababa", false)]
    [InlineData("colou?r", "color", true)]
    [InlineData("^abc$", "abc", true)]
    [InlineData("^abc", "abcd", false)]
    [InlineData("^$", "", true)]
    [InlineData("^$", "a", false)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[-a]", "-", true)]
    [InlineData("[^-a]", "-", false)]
    [InlineData("[a\\-z]", "b", false)]
    [InlineData("[$.*+?(){}|^]", "^", true)]
    [InlineData("[\\]\\[]", "[", true)]
    [InlineData("\\$\\.\\_\\-", "$._-", true)]
    [InlineData("\\t\\n\\r\\f", "\t\n\r\f", true)]
    [InlineData("[^a]", "\n", true)]
    [InlineData("\\D\\W\\S", "\n\nx", true)]
    [InlineData("[^\\d]", "5", false)]
    [InlineData("a b", "a b", true)]
    [InlineData("[é-ü]", "ö", true)]
    [InlineData("[😀-😂]", "😁", true)]
    [InlineData("[😀-😂]", "😃", false)]
    [InlineData("é", "e\u0301", false)]
    [InlineData("K", "\u212A", false)]
    [InlineData("[\uD7FF-\uE000]{2}", "\uD7FF\uE000", true)]
    public void WholeText_IsMatched(string pattern, string text, bool expected) => Assert.Equal(expected, IsMatch(pattern, text));

    [Theory]
    [InlineData("b", "abc", true)]
    [InlineData("^b", "abc", false)]
    [InlineData("^a", "abc", true)]
    [InlineData("^b", "a\nb", false)]
    [InlineData("c$", "abc", true)]
    [InlineData("c$", "abc\n", false)]
    [InlineData("b$", "abc", false)]
    [InlineData("^abc$", "abc", true)]
    [InlineData("^abc$", "abcc", false)]
    [InlineData("^", "", true)]
    [InlineData("$", "abc", true)]
    [InlineData("x*", "abc", true)]
    [InlineData("^$", "abc", false)]
    [InlineData("DROP|DELETE", "please DELETE all", true)]
    [InlineData("DROP|DELETE", "please DELET all", false)]
    [InlineData("a.c", "a\nc a😀c", true)]
    public void Search_FindsAnywhereBetweenTheAnchors(string pattern, string text, bool expected) => Assert.Equal(expected, IsFoundIn(pattern, text));

    [Theory]
    [InlineData("a*", true)]
    [InlineData("(a|b?)c{0,3}", true)]
    [InlineData("^$", true)]
    [InlineData("^a*$", true)]
    [InlineData("a+", false)]
    [InlineData("(a*b|c)", false)]
    public void MatchesEmpty_SaysWhetherTheEmptyTextMatches(string pattern, bool expected)
    {
        Assert.Equal(expected, Read(pattern).MatchesEmpty);
        Assert.Equal(expected, Read(pattern).IsMatch([]));
    }

    [Theory]
    [InlineData("[\\s\\S]*", true)]
    [InlineData("^(?:.|\\n)*$", true)]
    [InlineData("(\\d|\\D)*", true)]
    [InlineData("[^a]*|[\\s\\S]+", true)]
    [InlineData(".*", false)]
    [InlineData("[\\s\\S]+", false)]
    [InlineData("[\\s\\S]{0,100}", false)]
    [InlineData("[^😀]*", false)]
    public void MatchesEverything_NeedsEveryText(string pattern, bool expected) => Assert.Equal(expected, Read(pattern).MatchesEverything);

    [Fact]
    public void AllScalarsSpelledAsARange_MatchEverything() =>
        Assert.True(Read("[\0-\uD7FF\uE000-\U0010FFFF]*").MatchesEverything);

    [Theory]
    [InlineData("[A-Z]{3}-[0-9]{4}", "^(?:[A-Z]{3}-[0-9]{4})$", "(?:[A-Z]{3}-[0-9]{4})")]
    [InlineData("a|b", "^(?:a|b)$", "(?:a|b)")]
    [InlineData("^(a|b)c$", "^(?:(?:a|b)c)$", "^(?:(?:a|b)c)$")]
    [InlineData("^a", "^(?:a)$", "^(?:a)")]
    [InlineData("^$", "^(?:)$", "^(?:)$")]
    [InlineData("\\d\\w\\s.", "^(?:[0-9][0-9A-Z_a-z][\\x{9}-\\x{A}\\x{C}-\\x{D} ][\\x{0}-\\x{9}\\x{B}-\\x{D7FF}\\x{E000}-\\x{10FFFF}])$", "(?:[0-9][0-9A-Z_a-z][\\x{9}-\\x{A}\\x{C}-\\x{D} ][\\x{0}-\\x{9}\\x{B}-\\x{D7FF}\\x{E000}-\\x{10FFFF}])")]
    [InlineData("😀é\\.", "^(?:\\x{1F600}\\x{E9}\\.)$", "(?:\\x{1F600}\\x{E9}\\.)")]
    [InlineData("[\\]\\\\^-]", "^(?:[\\-\\\\-\\^])$", "(?:[\\-\\\\-\\^])")]
    [InlineData("(?:a{2}){1,}(?:b*)*", "^(?:(?:a{2})+(?:b*)*)$", "(?:(?:a{2})+(?:b*)*)")]
    public void Re2_IsPrintedWithoutFlagsInAscii(string pattern, string whole, string search)
    {
        Assert.Equal(whole, Read(pattern).ToRe2());
        Assert.Equal(search, Read(pattern).ToRe2Search());
    }

    [Fact]
    public void SameText_IsTheSamePattern()
    {
        Assert.Equal(Read("a+"), Read("a+"));
        Assert.Equal(Read("a+").GetHashCode(), Read("a+").GetHashCode());
        Assert.NotEqual(Read("a+"), Read("aa*"));
        Assert.Equal("a+", Read("a+").Text);
    }

    [Fact]
    public void BytesThatAreNoUtf8_CountAsReplacementCharacters()
    {
        Assert.True(Read("a\uFFFDb").IsMatch([(byte)'a', 0xFF, (byte)'b']));
        Assert.True(Read("a\uFFFD").IsMatch([(byte)'a', 0xF0]));
        Assert.False(Read("[^\uFFFD]*").IsMatch([0xED, 0xA0, 0x80]));
        Assert.False(Read("a").IsMatch([0xC1, 0xA1]));
    }

    [Fact]
    public void TextWithoutBytes_IsTheEmptyText() => Assert.True(Read("a?").IsFoundIn(Encoding.UTF8.GetBytes("")));
}
