using System.Text;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Tests.Publishing;

public sealed class Murmur2Tests
{
    // The first seven are the cases of Apache Kafka's own UtilsTest.testMurmur2.
    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void Hash_EqualsJava(string key, int expected) =>
        Assert.Equal(expected, unchecked((int)Murmur2.Hash(Encoding.UTF8.GetBytes(key))));
}
