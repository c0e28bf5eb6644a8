using System.Globalization;
using System.Text;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Tests.Dlp.Folding;

/// <summary>Characters fold to what people read.</summary>
public sealed class CharacterFoldTests
{
    // The first characters of the canonical decompositions (NFD, Unicode 14) of U+00C0 to U+017F; ? where it is not ASCII. Written out, since the
    // platform does not normalize where globalization is invariant, as it is here.
    private const string Decompositions =
        "AAAAAA?CEEEEIIII?NOOOOO??UUUUY??aaaaaa?ceeeeiiii?nooooo??uuuuy?yAaAaAaCcCcCcCcDd??EeEeEeEeEeGgGgGgGgHh??IiIiIiIiI???JjKk?LlLlLl????NnNnNn???OoOoOo??RrRrRrSsSsSsSsTtTt??UuUuUuUuUuUuWwYyYZzZzZz?";

    // Letters without a decomposition, and the letter that each is read as.
    private const string Exceptions = "ÆA ÐD ØO ÞT ßs æa ðd øo þt ĐD đd ĦH ħh ıi ĲI ĳi ĸk ĿL ŀl ŁL łl ŉn ŊN ŋn ŒO œo ŦT ŧt ſs";

    [Fact]
    public void LatinLetter_FoldsToTheLetterOfItsDecomposition()
    {
        var exceptions = Exceptions.Split(' ').ToDictionary(pair => pair[0], pair => pair[1]);
        for (var code = 0xC0; code < 0x180; code++)
        {
            var letter = (char)code;
            if (letter is '×' or '÷') continue;
            var expected = Decompositions[code - 0xC0] is not '?' and var first ? first : exceptions[letter];
            Assert.True(CharacterFold.Fold(new Rune(letter)) == expected, $"U+{code:X4} {letter}");
        }
    }

    [Fact]
    public void SignBetweenTheLetters_IsNoLetter()
    {
        Assert.Equal(ByteClass.OtherSign, CharacterFold.Fold(new Rune('×')));
        Assert.Equal(ByteClass.OtherSign, CharacterFold.Fold(new Rune('÷')));
    }

    [Fact]
    public void DecimalDigitOfAnyScript_FoldsToItsValue()
    {
        var count = 0;
        for (var code = 0x80; code <= 0x10FFFF; code++)
        {
            if (!Rune.TryCreate(code, out var rune) || Rune.GetUnicodeCategory(rune) != UnicodeCategory.DecimalDigitNumber) continue;
            count++;
            Assert.True(CharacterFold.Fold(rune) == '0' + (int)Rune.GetNumericValue(rune), $"U+{code:X4}");
        }

        Assert.True(count >= 600, $"{count} digits");
    }

    [Theory]
    [InlineData("０１２３４５６７８９", "0123456789")]
    [InlineData("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")]
    [InlineData("₀₁₂₃₄₅₆₇₈₉", "0123456789")]
    [InlineData("⓪①②③④⑤⑥⑦⑧⑨", "0123456789")]
    [InlineData("❶❷❸❹❺❻❼❽❾➀", "1234567891")]
    [InlineData("𝟎𝟙𝟤𝟯𝟺", "01234")]
    [InlineData("ＡＺａｚ＠．－：", "AZaz@.-:")]
    [InlineData("𝐀𝒁𝓪𝔷𝙰𝚣", "AZazAz")]
    [InlineData("ⒶⓏⓐⓩ", "AZaz")]
    [InlineData("‐‑‒–—―−﹘﹣－", "----------")]
    [InlineData("\u00A0\u2002\u2003\u2007\u2009\u202F\u3000", "       ")]
    [InlineData("。｡．․", "....")]
    public void Likeness_Folds(string text, string expected)
    {
        var folded = string.Concat(text.EnumerateRunes().Select(CharacterFold.Fold).Where(one => one != CharacterFold.Invisible).Select(one => (char)one));
        Assert.Equal(expected, folded);
    }

    [Theory]
    [InlineData(0x200B)]
    [InlineData(0x200C)]
    [InlineData(0x200D)]
    [InlineData(0x2060)]
    [InlineData(0xFEFF)]
    [InlineData(0xAD)]
    [InlineData(0x200E)]
    [InlineData(0x202E)]
    [InlineData(0x2066)]
    [InlineData(0xFE0F)]
    [InlineData(0xE0041)]
    [InlineData(0xE0100)]
    [InlineData(0x0301)]
    [InlineData(0x20E3)]
    public void InvisibleCharacter_IsLeftOut(int code) => Assert.Equal(CharacterFold.Invisible, CharacterFold.Fold(new Rune(code)));
}
