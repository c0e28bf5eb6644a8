namespace Aegis.Streams.Tests.Dlp.Readers;

/// <summary>Keys speak for what is below them, and for nothing else.</summary>
public sealed class JsonWalkTests
{
    [Theory]
    [InlineData("""{"ssn":{"value":512437781}}""", 1)]
    [InlineData("""{"ssn":[512437781,512437782]}""", 2)]
    [InlineData("""{"ssn":{"note":512437781}}""", 0)]
    [InlineData("""{"ssn":null,"value":512437781}""", 0)]
    [InlineData("""[{"ssn":null},{"value":512437781}]""", 0)]
    [InlineData("""{"a":{"ssn":null},"value":512437781}""", 0)]
    public void Key_SpeaksForWhatIsBelowIt(string text, int expected) => Assert.Equal(expected, Found.InJson(text).Length);

    [Fact]
    public void KeyOfALine_SaysNothingOfTheNextLine() => Assert.Empty(Found.InJson("{\"ssn\":null}\n{\"value\":512437781}"));
}
