using System.Text;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Tests.Dlp.Rewriting;

/// <summary>Labels are told from other brackets, and do not name what stands beside them.</summary>
public sealed class RedactionLabelTests
{
    [Theory]
    [InlineData("[PHONE]", 7)]
    [InlineData("[US_SSN] x", 8)]
    [InlineData("[PHONE_12]", 10)]
    [InlineData("[PHONE#abcdefghijklmnopabcdefgh]", 32)]
    [InlineData("[PHONE", 0)]
    [InlineData("[phone]", 0)]
    [InlineData("[PHONES]", 0)]
    [InlineData("[SECRET#abcdefghijklmnopabcdefghi]", 0)]
    [InlineData("[]", 0)]
    [InlineData("[", 0)]
    public void Bracket_IsALabelOnlyAsTheRedactorWritesIt(string text, int expected) => Assert.Equal(expected, RedactionLabel.LengthAt(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("[PHONE] 4155961111")]
    [InlineData("4155961111 [PHONE_3]")]
    [InlineData("[US_SSN] 512437781")]
    public void NumberBesideALabel_IsNotNamedByIt(string text) => Assert.Empty(Found.InText(text));

    [Theory]
    [InlineData("Reach me at [EMAIL], item 06-3612-712 is back in stock!")]
    [InlineData("call [EMAIL] or 06-3612-712")]
    [InlineData("06-3612-712 of [EMAIL] by phone")]
    [InlineData("my ssn [EMAIL] 512437781")]
    [InlineData("Reach me at 06-3612-712", "PHONE 06-3612-712")]
    [InlineData("my ssn 512437781", "US_SSN 512437781")]
    public void WordBeyondALabel_NamesNothing(string text, params string[] expected) => Assert.Equal(expected, Found.InText(text));

    [Theory]
    [InlineData("order [PHONE] 4155961111 is my phone")]
    [InlineData("order, [PHONE#abcdefghijklmnopabcdefgh], ,,, (401) 875-3609")]
    [InlineData("order, 719 397 8232, ,,, (401) 875-3609")]
    [InlineData("order 4155961111 is my phone")]
    [InlineData("my phone is 4155961111", "PHONE 4155961111")]
    public void WordBeyondALabel_StillSpeaksAgainstANumber(string text, params string[] expected) => Assert.Equal(expected, Found.InText(text));

    [Theory]
    [InlineData("tax id [EMAIL] 512-43-7781", "US_SSN 512-43-7781")]
    [InlineData("tax id [EMAIL] 912-70-7781", "US_ITIN 912-70-7781")]
    public void WordThatExcusesAnother_DoesSoBeyondALabelToo(string text, string expected) => Assert.Equal([expected], Found.InText(text));

    [Fact]
    public void LabelAsTheValueOfASecret_IsNone() => Assert.Empty(Found.InJson("""{"client_secret":"[SECRET_1]"}"""));

    [Fact]
    public void LabelAsAKey_NamesNothing() => Assert.Empty(Found.InJson("""{"[PHONE]":4155961111}"""));
}
