using System.Buffers;
using System.Text;
using Aegis.Streams.Cli.Bench.Dlp;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Tests.Dlp.Readers;

/// <summary>A value of which siblings hold the parts is found in each part.</summary>
public sealed class SiblingJoinTests
{
    [Theory]
    [InlineData("""{"area_code":"415","number":"596-1111"}""", "PHONE 415", "PHONE 596-1111")]
    [InlineData("""{"number":5961111,"x":{"y":[1]},"areaCode":415}""", "PHONE 5961111", "PHONE 415")]
    [InlineData("""{"phone":{"area":"415","line":"596 1111"}}""", "PHONE 415", "PHONE 596 1111")]
    [InlineData("""{"local":"ann.lee","domain":"acme.example"}""", "EMAIL ann.lee", "EMAIL acme.example")]
    [InlineData("""[{"domain":"acme.example","Local-Part":"ann"},{"domain":"b.example"}]""", "EMAIL acme.example", "EMAIL ann")]
    [InlineData("""{"card":["4111","1111","1111","1111"]}""", "CREDIT_CARD 4111", "CREDIT_CARD 1111", "CREDIT_CARD 1111", "CREDIT_CARD 1111")]
    [InlineData("""{"card_1":"3782","card_2":"822463","card_3":"10005"}""", "CREDIT_CARD 3782", "CREDIT_CARD 822463", "CREDIT_CARD 10005")]
    [InlineData("""{"a":"{\"area_code\":\"415\",\"number\":\"596-1111\"}"}""", "PHONE 415", "PHONE 596-1111")]
    [InlineData("""{"number":"12","area_code":"415","line":"5961111"}""", "PHONE 415", "PHONE 5961111")]
    [InlineData("""{"number":"1115961","area_code":"415","line":"5961111"}""", "PHONE 415", "PHONE 5961111")]
    [InlineData("""{"area":"911","area_code":"(415)","number":"5961111","line":"5962222"}""", "PHONE (415)", "PHONE 5961111", "PHONE 5962222")]
    [InlineData("""{"local":"zz zz","localpart":"ann.lee","domain":"acme.example"}""", "EMAIL ann.lee", "EMAIL acme.example")]
    [InlineData("""{"local":"a..b","mailbox":"ann.lee","domain":"acme..example","domain_name":"acme.example"}""", "EMAIL ann.lee", "EMAIL acme.example")]
    [InlineData("""{"local":"j\u0061ne","domain":"acme\u002eexample"}""", "EMAIL j\\u0061ne", "EMAIL acme\\u002eexample")]
    [InlineData("""{"area_code":"\u0034\u00315","number":"596-1111"}""", "PHONE \\u0034\\u00315", "PHONE 596-1111")]
    [InlineData("""{"card_a":"4111","card_b":"1111","card_c":"1111","card_d":"1111","card_cvv":"123","card_month":"12","card_year":"2027"}""", "CREDIT_CARD 4111", "CREDIT_CARD 1111", "CREDIT_CARD 1111", "CREDIT_CARD 1111")]
    [InlineData("""{"card":[123,4111,1111,1111,1111,"1227"]}""", "CREDIT_CARD 4111", "CREDIT_CARD 1111", "CREDIT_CARD 1111", "CREDIT_CARD 1111")]
    public void Parts_AreFound(string text, params string[] expected) => Assert.Equal(expected, Found.InJson(text));

    [Theory]
    [InlineData("""{"area_code":"415","number":"1234"}""")]
    [InlineData("""{"area_code":"911","number":"596-1111"}""")]
    [InlineData("""{"area_code":"415","x":{"number":"596-1111"}}""")]
    [InlineData("""[{"area_code":"415"},{"number":"596-1111"}]""")]
    [InlineData("""{"a":{"area_code":"415"},"number":"596-1111"}""")]
    [InlineData("""{"area":"north","number":"5961111"}""")]
    [InlineData("""{"local":"ann lee","domain":"acme.example"}""")]
    [InlineData("""{"local":true,"domain":"acme.example"}""")]
    [InlineData("""{"user":"postgres","domain":"db.acme.example"}""")]
    [InlineData("""{"card":["4111","1111","1111","1112"]}""")]
    [InlineData("""{"card":["4111","1111","1111","1111","1111","1111"]}""")]
    [InlineData("""{"order":["4111","1111","1111","1111"]}""")]
    public void NearMiss_IsSilent(string text) => Assert.Empty(Found.InJson(text));

    [Fact]
    public void PartOfTwoPairs_IsFoundOnce()
    {
        var findings = new DlpScanner(Found.Options).ScanJson("""{"local":"ann","mailbox":"bob","domain":"acme.example"}"""u8).Findings.ToArray();

        Assert.Equal([(10, 3), (26, 3), (41, 12)], findings.Select(finding => (finding.Start, finding.Length)));
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void MorePartsThanAreJoined_LeaveTheTextIncomplete(int others, bool isComplete)
    {
        var text = $"{{{string.Concat(Enumerable.Repeat("\"local\":\"a..b\",", others))}\"local\":\"ann.lee\",\"domain\":\"acme.example\"}}";

        Assert.Equal(isComplete, new DlpScanner(Found.Options).ScanJson(Encoding.UTF8.GetBytes(text)).IsComplete);
        Assert.Equal(isComplete, new DlpScanner(Found.Options).ScanJson(Encoding.UTF8.GetBytes($"[{DlpTexts.Quote(text, 0)}]")).IsComplete);
        if (isComplete) Assert.Equal(["EMAIL ann.lee", "EMAIL acme.example"], Found.InJson(text));
    }

    [Fact]
    public void ManyGroups_LeaveTheTextComplete() => Assert.Empty(Found.InJson($"{{\"card\":[{string.Join(',', Enumerable.Repeat("4111", 100))}]}}"));

    [Fact]
    public void NumbersThatAreParts_BecomeStrings()
    {
        var text = Encoding.UTF8.GetBytes("""{"area_code":415,"number":5961111}""");
        var output = new ArrayBufferWriter<byte>();
        new Redactor(new RedactionPlan(RedactionOperator.Replace)).Rewrite(text, new DlpScanner(Found.Options).ScanJson(text).Findings, isJson: true, output);

        Assert.Equal("""{"area_code":"[PHONE]","number":"[PHONE]"}""", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void ObjectsInObjects_AreJoinedInLinearTime()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat("{\"area\":415,\"number\":5961111,\"x\":", 100)) + "1" + new string('}', 100) + "\n", 100)));

        Assert.InRange(ThreadClock.Time(() => Assert.Equal(100 * 100 * 2, new DlpScanner(Found.Options).ScanJson(text).Findings.Length)), 0, 5_000_000);
    }
}
