using System.Text;
using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Tests.Policy.Egress;

public sealed class PunycodeTests
{
    [Theory]
    [InlineData("bcher-kva")]
    [InlineData("fsqu00a")]
    [InlineData("80akhbyknj4f")]
    [InlineData("mgbh0fb")]
    [InlineData("n3h")]
    [InlineData("3b-ww4c5e180e575a65lsy2b")]
    [InlineData("de-jg4avhby1noc0d")]
    public void TextOfAnEncoder_IsWellFormed(string encoded) => Assert.True(Punycode.IsWellFormed(Encoding.ASCII.GetBytes(encoded)));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("-bcher")]
    [InlineData("bcher-")]
    [InlineData("bcher-kv")]
    [InlineData("99999999999")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("a")]
    [InlineData("bcher_kva")]
    [InlineData("ab-r13a")]
    [InlineData("ab-1u3n")]
    public void OtherText_IsNot(string encoded) => Assert.False(Punycode.IsWellFormed(Encoding.ASCII.GetBytes(encoded)));
}
