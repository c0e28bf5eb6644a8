using Aegis.Streams.Dlp.Custom;

namespace Aegis.Streams.Tests.Dlp.Custom;

public sealed class SipHashTests
{
    /// <summary>The vectors of the authors' reference code: the key is 00 to 0F, and the text 00 and up.</summary>
    [Theory]
    [InlineData(0, 0x726FDB47DD0E0E31)]
    [InlineData(1, 0x74F839C593DC67FD)]
    [InlineData(7, 0xAB0200F58B01D137)]
    [InlineData(8, 0x93F5F5799A932462)]
    [InlineData(15, 0xA129CA6149BE45E5)]
    public void Hash_IsThatOfTheReference(int length, ulong expected) =>
        Assert.Equal(expected, SipHash.Of([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]).Hash(Enumerable.Range(0, length).Select(one => (byte)one).ToArray()));
}
