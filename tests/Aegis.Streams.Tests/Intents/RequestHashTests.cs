using System.Text;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Tests.Intents;

public sealed class RequestHashTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[true,null,"x"]}""", """ { "b" : [ true , null , "\u0078" ] , "a" : 1.0e0 } """)]
    [InlineData("", "{}")]
    [InlineData("""{"a":100}""", """{"\u0061":1E+2}""")]
    [InlineData("""{"a":-0}""", """{"a":0.0}""")]
    public void OtherSpelling_IsTheSameRequest(string left, string right) => Assert.Equal(Hash(left), Hash(right));

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.00000000000000000000000000000000001}""")]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":[12]}""", """{"a":[1,2]}""")]
    [InlineData("""{"a":["b","c"]}""", """{"a":["b\",\"c"]}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":{},"b":1}""")]
    [InlineData("""{"a":null}""", """{}""")]
    [InlineData("""{"a":"e\u0301"}""", """{"a":"\u00e9"}""")]
    [InlineData("""{"a":9007199254740993}""", """{"a":9007199254740992}""")]
    public void OtherParameters_AreAnotherRequest(string left, string right) => Assert.NotEqual(Hash(left), Hash(right));

    [Theory]
    [InlineData("", "57FD36FF3296E34C24C4044CBA841DB3")]
    [InlineData("""{"sku":"SKU-000123","quantity":2,"discount_percent":12.5,"notes":"caf\u00e9 \"gold\""}""", "52A00101C112BED343F52B4D0EA9CAEB")]
    [InlineData("""{"b":[1e3,0.50,-1,{}],"a":{"z":true,"y":null},"ab":"","\u00e9":100}""", "4F256F47F0C20100F6275389A8FCEBBE")]
    [InlineData("""{"\ud83d\ude00":1,"\uffee":2,"é":"é\n"}""", "1DD942368E75AD8D741AB6B200D95273")]
    public void Parameters_HaveTheirHashForEver(string parameters, string first16Bytes) => Assert.StartsWith(first16Bytes, Hash(parameters));

    [Fact]
    public void OtherEnvelope_IsAnotherRequest()
    {
        var intent = Intent("{}");
        Intent[] others =
        [
            intent with { Tenant = "b" }, intent with { Agent = "b" }, intent with { Tool = "b" }, intent with { Action = "b" },
            intent with { CallClass = CallClass.Read }, intent with { EgressTarget = "https://example.com/" },
        ];

        Assert.Equal(others.Length + 1, others.Prepend(intent).Select(other => Convert.ToHexString(RequestHash.Compute(other))).Distinct().Count());
    }

    [Fact]
    public void TraceTimesAttemptAndReplyTopic_AreNoPartOfTheRequest()
    {
        var intent = Intent("{}");
        var again = intent with { Attempt = 3, ReplyTopic = "r", TraceParent = "t", CreatedAt = DateTimeOffset.UnixEpoch, Deadline = DateTimeOffset.UnixEpoch };

        Assert.Equal(RequestHash.Compute(intent), RequestHash.Compute(again));
    }

    [Fact]
    public void RawHash_IsNeverACanonicalOne() =>
        Assert.NotEqual(RequestHash.Compute(Intent("{}")), RequestHash.ComputeRaw(Intent("{}")));

    private static string Hash(string parameters) => Convert.ToHexString(RequestHash.Compute(Intent(parameters)));

    private static Intent Intent(string parameters) =>
        new() { Id = "1", Tenant = "a", Agent = "a", Tool = "a", Action = "a", Parameters = Encoding.UTF8.GetBytes(parameters) };
}
