namespace Aegis.Streams.Tests.Dlp.Encodings;

/// <summary>The letter O for a 0 in grouped numbers; in anything else it is a letter.</summary>
public sealed class LetterZeroTests
{
    [Theory]
    [InlineData("5O2-43-7781", "US_SSN 5O2-43-7781")]
    [InlineData("ssn 5o2 4O 77O1 please", "US_SSN 5o2 4O 77O1")]
    [InlineData("call 415-5O6-1O11 now", "PHONE 415-5O6-1O11")]
    [InlineData("(2O6) 596-11O1", "PHONE (2O6) 596-11O1")]
    [InlineData("4O12-8888-8888-1881", "CREDIT_CARD 4O12-8888-8888-1881")]
    [InlineData("é 5O2-43-7781", "US_SSN 5O2-43-7781")]
    public void GroupedNumber_IsFound(string text, string expected)
    {
        Assert.Equal([expected], Found.InText(text));
        Assert.Equal([expected], Found.InJson($$"""{"a":"{{text}}"}"""));
        Assert.Equal([expected], Found.InRecord("a,b", $"1,{text}"));
    }

    [Theory]
    [InlineData("AB-5O2-43-7781")]
    [InlineData("5O2-OO-7781")]
    [InlineData("5O2437781")]
    [InlineData("order 415-5O6-1O11")]
    [InlineData("4O12888888881881")]
    [InlineData("4O12-8888-8888-1882")]
    [InlineData("v1.O.2-43")]
    [InlineData("H2O 50 mg, CO2 20 g")]
    [InlineData("5A2-43-7781")]
    [InlineData("foo-43-7781")]
    [InlineData("https://x.example/p/415-5O6-1O11")]
    public void NearMiss_IsSilent(string text) => Assert.Empty(Found.InText(text));
}
