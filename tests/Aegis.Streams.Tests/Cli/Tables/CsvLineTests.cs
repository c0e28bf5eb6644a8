using Aegis.Streams.Cli.Tables;
using CsCheck;

namespace Aegis.Streams.Tests.Cli.Tables;

public sealed class CsvLineTests
{
    [Theory]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData("", "")]
    [InlineData(",", "|")]
    [InlineData("a,,", "a||")]
    [InlineData("\"a,b\",c", "a,b|c")]
    [InlineData("\"27\"\" screen\",\"\"", "27\" screen|")]
    [InlineData(" a , b ", " a | b ")]
    public void WellFormedLine_GivesItsValues(string line, string values)
    {
        var actual = new List<string>();

        Assert.True(CsvLine.TrySplit(line, actual, out _));
        Assert.Equal(values, string.Join('|', actual));
    }

    [Theory]
    [InlineData("a,27\" screen", "value 2 has a quote inside of it; put the whole value in quotes and double this one")]
    [InlineData("\"a\"b,c", "value 1 goes on after its closing quote; double a quote that is meant")]
    [InlineData("a,\"b", "value 2 has no closing quote on this line; a value may not have line breaks")]
    [InlineData("a,\"", "value 2 has no closing quote on this line; a value may not have line breaks")]
    public void MisplacedQuote_IsNamedByItsValue(string line, string expected)
    {
        Assert.False(CsvLine.TrySplit(line, [], out var fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void JoinedValues_SplitToTheSameValues() =>
        Gen.Char["ab,\" "].Array[0, 5].Select(characters => new string(characters)).Array[1, 6].Sample(values =>
        {
            var actual = new List<string>();
            return CsvLine.TrySplit(CsvLine.Join(values), actual, out _) && actual.SequenceEqual(values);
        });
}
