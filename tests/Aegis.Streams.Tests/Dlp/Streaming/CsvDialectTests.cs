using System.Text;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Tests.Dlp.Streaming;

/// <summary>What a file of delimited values is told from: how it begins.</summary>
public sealed class CsvDialectTests
{
    [Theory]
    [InlineData("name,ssn\njane,512437781\n", ",", 1, 0, "name|ssn")]
    [InlineData("@timestamp,ssn\nx,512437781\n", ",", 1, 0, "@timestamp|ssn")]
    [InlineData("sep=;\nname;ssn\njane;512437781", ";", 2, 6, "name|ssn")]
    [InlineData("\uFEFF\"sep=\t\"\r\nname\tssn\r\njane\t512437781\r\n", "\t", 2, 9, "name|ssn")]
    [InlineData("Customers of May\nname;ssn\njane;512437781\n", ";", 2, 17, "name|ssn")]
    [InlineData("Customers, May\nname;ssn\njane;512437781\n", ";", 2, 15, "name|ssn")]
    [InlineData("Customers,,\n,,\nname,ssn,city\njane,512437781,Rome\n", ",", 3, 15, "name|ssn|city")]
    [InlineData("\n\r\nname,ssn\njane,512437781\n", ",", 3, 3, "name|ssn")]
    [InlineData("# made by a tool, with care\n# on 2026-05-01\nname,ssn\njane,512437781\n", ",", 3, 44, "name|ssn")]
    [InlineData("#name,ssn\njane,512437781\n", ",", 1, 0, "#name|ssn")]
    [InlineData("name\rssn\r", ",", 1, 0, "name")]
    [InlineData("name,ssn\rjane,512437781\r", ",", 1, 0, "name|ssn")]
    [InlineData("name;price\njane;1,50\nbob;2,25\n", ";", 1, 0, "name|price")]
    [InlineData("a,b,c\n1,2,3,\n4,5,6,\n", ",", 1, 0, "a|b|c")]
    [InlineData("name,ssn,,\njane,512437781\nbob,512437782\n", ",", 1, 0, "name|ssn||")]
    [InlineData("\"last\nname\",ssn\njane,512437781\n", ",", 1, 0, "last\nname|ssn")]
    [InlineData("Report 2026\nssn\n512437781\n", ",", 2, 12, "ssn")]
    [InlineData("jane,512437781\nbob,512437782\n", ",", 0, 0, "")]
    [InlineData("Customers\njane,512437781\nbob,512437782\n", ",", 0, 0, "")]
    [InlineData("jane@acme.example,x\nbob@acme.example,y\n", ",", 0, 0, "")]
    [InlineData("512437781\n512437782\n", ",", 0, 0, "")]
    public void Header_IsTheFirstRecordOfNames(string text, string delimiter, long line, int preamble, string names)
    {
        var dialect = CsvDialect.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal((delimiter, line, preamble, names), (((char)dialect.Delimiter).ToString(), dialect.HeaderLine, dialect.PreambleBytes, string.Join('|', dialect.Names)));
    }

    [Theory]
    [InlineData("name;ssn\njane;512437781\n", ",", ";")]
    [InlineData("name^ssn\njane^512437781\n", null, "^")]
    [InlineData("note\nat 10:15: hello\nat 10:16: bye\n", null, null)]
    [InlineData("name;ssn\njane;512437781\n", ";", null)]
    public void DelimiterThatLeavesTheHeaderOneCell_HasARival(string text, string? said, string? rival)
    {
        var dialect = CsvDialect.Read(Encoding.UTF8.GetBytes(text), said is null ? null : (byte)said[0]);

        Assert.Equal(rival, dialect.Rival == 0 ? null : ((char)dialect.Rival).ToString());
    }

    [Fact]
    public void LineThatIsNamed_IsTheHeaderWhateverStandsThere() =>
        Assert.Equal((2L, 16), (CsvDialect.Read("Customers, 2026\n2019,2020001\n1,2\n"u8, headerLine: 2).HeaderLine, CsvDialect.Read("Customers, 2026\n2019,2020001\n1,2\n"u8, headerLine: 2).PreambleBytes));
}
