using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Policy.Bundles;

namespace Aegis.Streams.Tests.Policy.Bundles;

public sealed class BundleHashTests
{
    [Theory]
    [InlineData(".manifest", """{"revision": "quickbrownfaux"}""", "507a2c38a1441db58d2cb87982c42aa91a4342ef422a6b542eddebeef6f0412f")]
    [InlineData("data.json", """{"limit":1e3, "discount":25.0}""", "292e3fc5f23b22baa5163c76731bb6ecb14d76fa826e2596dfe892264eada19d")]
    [InlineData("a/data.json", """{"😀":2, "～":1, "a&b":"<é😀>"}""", "68de8ea1d3424e7d3db79f14f8aabd040f2720efe901c7fad2db1ec7919723b5")]
    public void KnownFiles_HaveTheirHashes(string name, string content, string hash) =>
        Assert.Equal(hash, BundleHash.TryHash(new BundleFile(name, Encoding.UTF8.GetBytes(content)), "SHA-256"));

    [Theory]
    [InlineData("""{"revision": "quickbrownfaux"}""", "a005c38a509dc2d5a7407b9494efb2ad")]
    [InlineData("""{"x": {"y": true}, "a": {"b": {"z": true}}}""", "36669864a622563256817033b1fc53db")]
    [InlineData("true", "b326b5062b2f0e69046810717534cb09")]
    public void CanonicalText_IsThatOfOpenPolicyAgent(string content, string hash)
    {
#pragma warning disable CA5351 // These are published hashes; nothing is secured by them.
        Assert.Equal(hash, Convert.ToHexStringLower(MD5.HashData(BundleJson.TryWrite(Encoding.UTF8.GetBytes(content))!)));
#pragma warning restore CA5351
    }

    [Theory]
    [InlineData("""{"b":1,"a":[1.50,-0,1E+2,true,null]}""", """{"a":[1.50,-0,1E+2,true,null],"b":1}""")]
    [InlineData("""{"a":"\u003c\u0001\u007f\u2028\/\n\t\r\\\""}""", "{\"a\":\"<\\u0001\u007f\\u2028/\\n\\t\\r\\\\\\\"\"}")]
    [InlineData("[ [ ] , { } ]", "[[],{}]")]
    public void Json_HasOneSpelling(string content, string spelling) =>
        Assert.Equal(spelling, Encoding.UTF8.GetString(BundleJson.TryWrite(Encoding.UTF8.GetBytes(content))!));

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""{"a":"\b"}""")]
    [InlineData("""{"a":"\f"}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":1} x""")]
    [InlineData("")]
    public void JsonThatReadersReadOtherwise_HasNone(string content) => Assert.Null(BundleJson.TryWrite(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void OtherAlgorithms_AreNotAccepted() => Assert.Null(BundleHash.TryHash(new BundleFile("a.rego", "a"u8.ToArray()), "MD5"));
}
