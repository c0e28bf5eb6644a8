using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Tests.Policy.Egress;

public sealed class Ipv6LiteralTests
{
    [Theory]
    [InlineData("[2001:db8::1]", EgressFault.None)]
    [InlineData("[::1]", EgressFault.None)]
    [InlineData("[::2]", EgressFault.Ipv6Embedding)]
    [InlineData("[::1:0]", EgressFault.Ipv6Embedding)]
    [InlineData("[::1:0:0]", EgressFault.None)]
    [InlineData("[64:ff9a::1]", EgressFault.None)]
    [InlineData("[64:ff9b::1]", EgressFault.Ipv6Embedding)]
    [InlineData("[2001:1::1]", EgressFault.None)]
    [InlineData("[2001::1]", EgressFault.Ipv6Embedding)]
    [InlineData("[2003::1]", EgressFault.None)]
    [InlineData("[2a00::200:5efe:a00:1]", EgressFault.Ipv6Embedding)]
    [InlineData("[2a00::201:5efe:a00:1]", EgressFault.None)]
    [InlineData("[0::1]", EgressFault.Ipv6Spelling)]
    [InlineData("[:::1]", EgressFault.Ipv6Spelling)]
    [InlineData("[1:2:3:4:5:6:7::]", EgressFault.Ipv6Spelling)]
    public void Address_IsAcceptedOnlyIfItCarriesNoOther(string host, EgressFault expected) =>
        Assert.Equal(expected, Ipv6Literal.Check(Encoding.ASCII.GetBytes(host)));

    [Fact]
    public void RandomAddress_IsAcceptedInTheSpellingOfThePlatformAndInNoOther()
    {
        var random = new Random(20265);
        for (var round = 0; round < 5_000; round++)
        {
            var groups = Enumerable.Range(0, 8).Select(_ => (ushort)(random.Next(2) == 0 ? 0 : random.Next(1 << random.Next(1, 17)))).ToArray();
            groups[0] = 0x2a00;
            if (groups[5] == 0x5efe) continue;
            var bytes = new byte[16];
            for (var i = 0; i < 8; i++) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(i * 2), groups[i]);
            var canonical = new IPAddress(bytes).ToString();
            var full = string.Join(':', groups.Select(group => group.ToString("x", CultureInfo.InvariantCulture)));

            Assert.Equal((canonical, EgressFault.None), (canonical, Ipv6Literal.Check(Encoding.ASCII.GetBytes($"[{canonical}]"))));
            if (full != canonical) Assert.Equal(EgressFault.Ipv6Spelling, Ipv6Literal.Check(Encoding.ASCII.GetBytes($"[{full}]")));
        }
    }
}
