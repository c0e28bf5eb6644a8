using Aegis.Streams.Policy.Patterns;

namespace Aegis.Streams.Tests.Policy.Patterns;

public sealed class PatternFaultTests
{
    [Theory]
    [InlineData("", 0, "the pattern is empty")]
    [InlineData("a^b", 1, "`^` may only be the very first character")]
    [InlineData("(^a)", 1, "`^` may only be the very first character")]
    [InlineData("^^a", 1, "`^` may only be the very first character")]
    [InlineData("a$b", 1, "`$` may only be the very last character")]
    [InlineData("(a$)", 2, "`$` may only be the very last character")]
    [InlineData("a$$", 1, "`$` may only be the very last character")]
    [InlineData("a$+", 1, "`$` may only be the very last character")]
    [InlineData("^a|b", 0, "`^` would belong to one alternative only; write `^(?:a|b)$`")]
    [InlineData("a|b$", 3, "`$` would belong to one alternative only; write `^(?:a|b)$`")]
    [InlineData("*a", 0, "`*` has nothing to repeat")]
    [InlineData("^*", 1, "`*` has nothing to repeat")]
    [InlineData("(+a)", 1, "`+` has nothing to repeat")]
    [InlineData("a|?", 2, "`?` has nothing to repeat")]
    [InlineData("{2}", 0, "`{` has nothing to repeat")]
    [InlineData("(*a)", 1, "`*` has nothing to repeat")]
    [InlineData("a**", 2, "`*` repeats a repetition")]
    [InlineData("a{2}{3}", 4, "`{` repeats a repetition")]
    [InlineData("a+?", 2, "`?` makes the repetition lazy")]
    [InlineData("a{2}?", 4, "`?` makes the repetition lazy")]
    [InlineData("a++", 2, "`+` makes the repetition possessive")]
    [InlineData("a{", 1, "`{` begins a repetition")]
    [InlineData("a{x}", 1, "`{` begins a repetition")]
    [InlineData("a{1", 1, "`{` begins a repetition")]
    [InlineData("a{1,x}", 1, "`{` begins a repetition")]
    [InlineData("a{,5}", 1, "`{,` is a repetition in some engines")]
    [InlineData("a{01}", 1, "a bound with leading zeros")]
    [InlineData("a{3,2}", 1, "the repetition `{3,2}` runs backwards")]
    [InlineData("a{0}", 1, "the repetition `{0}` leaves nothing over")]
    [InlineData("a{0,0}", 1, "the repetition `{0,0}` leaves nothing over")]
    [InlineData("a{99999999999}", 1, "a bound may be at most 1000")]
    [InlineData("a}", 1, "`}` closes nothing")]
    [InlineData("a]", 1, "`]` closes nothing")]
    [InlineData("a)", 1, "`)` closes nothing")]
    [InlineData("a(b", 1, "the group is not closed")]
    [InlineData("()", 0, "the group is empty")]
    [InlineData("(?:)", 0, "the group is empty")]
    [InlineData("a|", 1, "nothing is written here")]
    [InlineData("|a", 0, "nothing is written here")]
    [InlineData("a||b", 1, "nothing is written here")]
    [InlineData("(a|)", 2, "nothing is written here")]
    [InlineData("a|$", 1, "nothing is written here")]
    [InlineData("(?", 0, "`(?` is not supported")]
    [InlineData("(?#c)", 0, "`(?#` is a comment")]
    [InlineData("(?|a)", 0, "`(?|` resets the numbers of groups")]
    [InlineData("(?(1)a)", 0, "`(?(` is a condition")]
    [InlineData("(?U)a", 0, "`(?U)` is not supported")]
    [InlineData("[]", 0, "the class `[]` is empty")]
    [InlineData("[]a]", 0, "the class `[]` is empty")]
    [InlineData("[^]", 0, "the class `[^]` is empty")]
    [InlineData("[^\\s\\S]", 0, "the class matches no character at all")]
    [InlineData("[z-a]", 1, "the range runs backwards")]
    [InlineData("[a-\\d]", 2, "a range needs one character on each side")]
    [InlineData("[\\d-z]", 3, "a range needs one character on each side")]
    [InlineData("[a-c-e]", 4, "`-` is either between two characters")]
    [InlineData("[a-", 1, "the range has no end")]
    [InlineData("[a", 0, "the class is not closed")]
    [InlineData("[a&&b]", 2, "`&&` inside a class has several meanings")]
    [InlineData("[a~~b]", 2, "`~~` inside a class has several meanings")]
    [InlineData("[a--b]", 2, "`--` inside a class has several meanings")]
    [InlineData("[a||b]", 2, "`||` inside a class has several meanings")]
    [InlineData("[a[b]]", 2, "`[` inside a class has several meanings")]
    [InlineData("[[=a=]]", 1, "`[` inside a class has several meanings")]
    [InlineData("[\\b]", 1, "`\\b` is not supported")]
    [InlineData("a\\", 1, "`\\` at the end escapes nothing")]
    [InlineData("\\v", 0, "`\\v` is not supported")]
    [InlineData("\\A", 0, "`\\A` is not supported")]
    [InlineData("\\y", 0, "`\\y` is not supported; known are")]
    [InlineData("\\ ", 0, "a backslash before U+0020 has no meaning")]
    [InlineData("\\é", 0, "a backslash before U+00E9 has no meaning")]
    [InlineData("\\\u202E", 0, "a backslash before U+202E has no meaning")]
    [InlineData("abc\n", 3, "U+000A is invisible; write `\\n` if it is meant, else remove it")]
    [InlineData("[\t]", 1, "U+0009 is invisible; write `\\t` if it is meant, else remove it")]
    public void TextOutsideTheLanguage_IsRefusedWithItsPlace(string text, int offset, string message)
    {
        Assert.False(Pattern.TryParse(text, out _, out var fault));
        Assert.Equal(offset, fault.Offset);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HalfOfASurrogatePair_IsRefused()
    {
        PatternDialectTests.Refused("a\uD83D", 1, "a half of a surrogate pair is no character; write the whole character");
        PatternDialectTests.Refused("[\uDE00]", 1, "a half of a surrogate pair is no character; write the whole character");
    }

    [Fact]
    public void TextOfMaxLength_IsAPatternAndOneMoreIsNot()
    {
        Assert.True(Pattern.TryParse(new string('a', 512), out _, out _));
        PatternDialectTests.Refused(new string('a', 513), 512, "the pattern is longer than 512 characters; list fixed values as an enumeration instead");
    }

    [Fact]
    public void GroupsOfMaxDepth_AreAPatternAndOneMoreIsNot()
    {
        Assert.True(Pattern.TryParse(new string('(', 32) + "a" + new string(')', 32), out _, out _));
        PatternDialectTests.Refused(new string('(', 33) + "a" + new string(')', 33), 32, "groups are nested deeper than 32 levels; write the pattern flatter");
    }

    [Fact]
    public void NoText_IsAnArgumentError() => Assert.Throws<ArgumentNullException>(() => Pattern.TryParse(null!, out _, out _));
}
