using Aegis.Streams.Policy.Cedar;

namespace Aegis.Streams.Tests.Policy.Cedar;

public sealed class CedarIntegerTests
{
    [Theory]
    [InlineData("25", 25, 25, true)]
    [InlineData("2.5e1", 25, 25, true)]
    [InlineData("25.00000000000000000001", 25, 26, false)]
    [InlineData("-25.5", -26, -25, false)]
    [InlineData("-0", 0, 0, true)]
    [InlineData("0.0e9", 0, 0, true)]
    [InlineData("1e-300", 0, 1, false)]
    [InlineData("-0.001", -1, 0, false)]
    [InlineData("9007199254740991", 9007199254740991, 9007199254740991, true)]
    [InlineData("9007199254740991.5", 9007199254740991, 9007199254740992, false)]
    [InlineData("9007199254740993", 9007199254740992, 9007199254740992, true)]
    [InlineData("1e400", 9007199254740992, 9007199254740992, true)]
    [InlineData("-1e400", -9007199254740992, -9007199254740992, true)]
    public void Around_GivesTheNextWholeNumbers(string number, long floor, long ceiling, bool isWhole) =>
        Assert.Equal((floor, ceiling, isWhole), CedarInteger.Around(number));
}
