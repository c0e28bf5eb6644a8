using System.Text;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp.Readers;

/// <summary>A value of which columns of a record hold the parts is found in each part.</summary>
public sealed class SiblingCellsTests
{
    [Theory]
    [InlineData("card_1,card_2,card_3,card_4", "4111,1111,1111,1111\r\n", "CREDIT_CARD 4111", "CREDIT_CARD 1111", "CREDIT_CARD 1111", "CREDIT_CARD 1111")]
    [InlineData("name,card_a,card_b,card_c,cvv", "Ann,3782,\"822463\", 10005 ,123", "CREDIT_CARD 3782", "CREDIT_CARD 822463", "CREDIT_CARD 10005")]
    [InlineData("local_part,domain", "ann.lee,acme.example\n", "EMAIL ann.lee", "EMAIL acme.example")]
    [InlineData("domain,note,local", "acme.example,\"a, b\",ann.lee\nb.example,c,\n", "EMAIL acme.example", "EMAIL ann.lee")]
    [InlineData("area_code,number", "415,596-1111\n", "PHONE 415", "PHONE 596-1111")]
    [InlineData("area_code,name,phone", "(415),Ann,5961111\n", "PHONE (415)", "PHONE 5961111")]
    public void Parts_AreFound(string header, string records, params string[] expected) => Assert.Equal(expected, Found.InRecord(header, records));

    [Theory]
    [InlineData("card_1,card_2,card_3,card_4", "4111,1111,1111,1112\n")]
    [InlineData("card_1,card_2", "4111,1111\n")]
    [InlineData("order_1,order_2,order_3,order_4", "4111,1111,1111,1111\n")]
    [InlineData("area_code,number", "415,1234\n911,596-1111\n")]
    [InlineData("area_code,number", "415,\n,596-1111\n")]
    [InlineData("user,domain", "postgres,db.acme.example\n")]
    [InlineData("domain,local", "acme.example,ann lee\n")]
    public void NearMiss_IsSilent(string header, string records) => Assert.Empty(Found.InRecord(header, records));

    [Fact]
    public void ColumnThatIsNamedLater_IsAPart()
    {
        var scanner = new DlpScanner(Found.Options);
        scanner.ReadHeader("a,b"u8, (byte)',');
        scanner.NameColumn(0, "local"u8);
        scanner.NameColumn(1, "domain"u8);

        Assert.Equal([(0, 3), (4, 12)], scanner.ScanRecords(Encoding.UTF8.GetBytes("ann,acme.example\n")).Findings.ToArray().Select(finding => (finding.Start, finding.Length)));
    }
}
