using System.Text;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp.Readers;

/// <summary>Records with more or fewer cells than the header.</summary>
public sealed class RaggedRecordTests
{
    [Theory]
    [InlineData("name,ssn,note", "jane,512437781", "what is missing is empty, as spreadsheets leave it away")]
    [InlineData("name,ssn,note", "jane,512437781,x,,", "what is too much is empty")]
    [InlineData("name,ssn,note", "jane,512437781,x,\"\", ", "what is too much is empty")]
    [InlineData("name,ssn,note", "total", "a footer")]
    [InlineData("name,ssn,note", ",,,,", "nothing at all")]
    [InlineData("name,ssn,,", "jane,512437781", "columns without names")]
    public void CellsThatCannotHaveMoved_AreWhole(string header, string record, string why) => Assert.True(IsComplete(header, record), why);

    [Theory]
    [InlineData("name,note,ssn", "jane,512437781", "the note is missing, not the number")]
    [InlineData("name,ssn,city,fax", "Smith, Jane,512437781,6305961111,", "a name without quotes moved all, and the last cell is empty")]
    [InlineData("name,ssn", "jane,512437781,x", "a cell too many")]
    [InlineData("note,born", "1984-05-12", "a date that may be one of birth")]
    [InlineData("order_id,ssn", "512437781", "a number that may be an order")]
    public void CellsThatMayHaveMoved_AreNot(string header, string record, string why) => Assert.False(IsComplete(header, record), why);

    [Fact]
    public void OneRecordTooLong_IsNamedAlone()
    {
        var scanner = new DlpScanner(Found.Options);
        scanner.ReadHeader("name,ssn"u8, (byte)',');

        var result = scanner.ScanRecords("a,512437781\r\nb,c,512437782\r\nd,512437783\r\n\r\n"u8);

        Assert.Equal((2, true, false), (result.Findings.Length, result.IsWellFormed, result.IsComplete));
        Assert.Equal([(13, 26)], scanner.Records.Ragged);
        Assert.Equal(2, scanner.Records.Whole);
    }

    [Fact]
    public void RecordOfThousandsOfCellsTooFew_IsNotLookedAtForLong()
    {
        var header = string.Join(',', Enumerable.Range(0, 5_000).Select(i => i % 2 == 0 ? "ssn" : "dob"));

        Assert.False(IsComplete(header, string.Join(',', Enumerable.Repeat("x", 4_950))));
    }

    private static bool IsComplete(string header, string record)
    {
        var scanner = new DlpScanner(Found.Options);
        scanner.ReadHeader(Encoding.UTF8.GetBytes(header), (byte)',');
        return scanner.ScanRecords(Encoding.UTF8.GetBytes(record + "\n")).IsComplete;
    }
}
