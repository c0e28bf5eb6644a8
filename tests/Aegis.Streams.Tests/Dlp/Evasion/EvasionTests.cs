using System.Text;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp.Evasion;

/// <summary>
/// The families of disguises, a row a form: the value stands between « and », which are taken out before the scan. Rows without them are near
/// misses, in which nothing may be found.
/// </summary>
public sealed class EvasionTests
{
    [Theory]
    [InlineData("""{"to":"«ann\u0040acme.example»"}""", "EMAIL")]
    [InlineData("""{"to":"«\u0061\u006e\u006e\u0040\u0061\u0063\u006d\u0065\u002e\u0065\u0078\u0061\u006d\u0070\u006c\u0065»"}""", "EMAIL")]
    [InlineData("""{"n":"«512\u002D43\u002d7781»"}""", "US_SSN")]
    [InlineData("""{"n":"«51\u0032-43-7781»"}""", "US_SSN")]
    [InlineData("""{"n":"«\u0035\u0031\u0032-43-778\u0031»"}""", "US_SSN")]
    [InlineData("""{"n":"«\uff15\uff11\uff12-43-7781»"}""", "US_SSN")]
    [InlineData("""{"n":"call «\u002b1 415 596 1111» now"}""", "PHONE")]
    [InlineData("""{"n":"«4111\u00201111\u00201111\u00201111»"}""", "CREDIT_CARD")]
    [InlineData("""{"u":"https:\/\/x.example\/?m=«ann@acme.example»"}""", "EMAIL")]
    [InlineData("""{"a":"{\"m\":\"«ann@acme.example»\"}"}""", "EMAIL")]
    [InlineData("""{"a":"[\"«512-43-7781»\"]"}""", "US_SSN")]
    [InlineData("""{"a":"{\"b\":\"{\\\"m\\\":\\\"«ann@acme.example»\\\"}\"}"}""", "EMAIL")]
    [InlineData("""{"a":"{\"b\":\"{\\\"m\\\":\\\"«ann\\\\u0040acme.example»\\\"}\"}"}""", "EMAIL")]
    [InlineData("""{"a":"{\"ssn\":«512437781»}"}""", "US_SSN")]
    [InlineData("""{"m":"\ud83d\ude00«ann@acme.example»\ud83d\ude00"}""", "EMAIL")]
    [InlineData("""{"m":"\ud83d «ann@acme.example» \ude00"}""", "EMAIL")]
    [InlineData("""{"«ann@acme.example»":1}""", "EMAIL")]
    [InlineData("""{"«ann\u0040acme.example»":1}""", "EMAIL")]
    [InlineData("""{"ssn":«512437781»}""", "US_SSN")]
    [InlineData("""{"s\u0073n":«512437781»}""", "US_SSN")]
    [InlineData("""{"phone":«4155961111»}""", "PHONE")]
    [InlineData("""{"card":«4111111111111111»}""", "CREDIT_CARD")]
    [InlineData("""{"card":{"number":«4111111111111111»}}""", "CREDIT_CARD")]
    [InlineData("""{"phones":["x","«4155961111»"]}""", "PHONE")]
    public void JsonEscape_IsFound(string text, string entity) => AssertFound(text, entity, isJson: true);

    [Theory]
    [InlineData("""{"m":"ann\u0041acme.example"}""")]
    [InlineData("""{"n":"512\u002D00\u002d7781"}""")]
    [InlineData("""{"order_id":4155961111}""")]
    [InlineData("""{"tabId":512437781}""")]
    [InlineData("""{"ts":1747731000123}""")]
    [InlineData("""{"price":4155961111.25}""")]
    [InlineData("""{"m":"\\u0040 is the at sign"}""")]
    [InlineData("""{"a":"{\"order_id\":4155961111}"}""")]
    public void JsonNearMiss_IsSilent(string text) => AssertFound(text, string.Empty, isJson: true);

    [Theory]
    [InlineData("«５１２-４３-７７８１»", "US_SSN")]
    [InlineData("«５１２－４３－７７８１»", "US_SSN")]
    [InlineData("«ａｎｎ＠ａｃｍｅ．ｅｘａｍｐｌｅ»", "EMAIL")]
    [InlineData("«ann＠acme.example»", "EMAIL")]
    [InlineData("«ann﹫acme.example»", "EMAIL")]
    [InlineData("«ann@acme。example»", "EMAIL")]
    [InlineData("«٥١٢-٤٣-٧٧٨١»", "US_SSN")]
    [InlineData("«५१२-४३-७७८१»", "US_SSN")]
    [InlineData("«𝟓𝟏𝟐-𝟒𝟑-𝟕𝟕𝟖𝟏»", "US_SSN")]
    [InlineData("«⑤①②-④③-⑦⑦⑧①»", "US_SSN")]
    [InlineData("«⁵¹²-⁴³-⁷⁷⁸¹»", "US_SSN")]
    [InlineData("«𝐚𝐧𝐧@𝐚𝐜𝐦𝐞.𝐞𝐱𝐚𝐦𝐩𝐥𝐞»", "EMAIL")]
    [InlineData("«＋１ ４１５ ５９６ １１１１»", "PHONE")]
    [InlineData("«４１１１ １１１１ １１１１ １１１１»", "CREDIT_CARD")]
    [InlineData("«ＤＥ８９３７０４００４４０５３２０１３０００»", "IBAN")]
    [InlineData("«８.８.４.４»", "IP_ADDRESS")]
    [InlineData("«５１２-４３-７７８１» und «ann＠acme.example»", "US_SSN EMAIL")]
    public void WidthOrScript_IsFound(string text, string entity) => AssertFound(text, entity);

    [Theory]
    [InlineData("«ann@ac\u200Bme.example»", "EMAIL")]
    [InlineData("«a\u200Cnn@acme.example»", "EMAIL")]
    [InlineData("«ann\u200D@acme.example»", "EMAIL")]
    [InlineData("«ann@\u2060acme.example»", "EMAIL")]
    [InlineData("«ann@acme\uFEFF.example»", "EMAIL")]
    [InlineData("«ann@acme.ex\u00ADample»", "EMAIL")]
    [InlineData("«5\u200B1\u200B2-43-7781»", "US_SSN")]
    [InlineData("«512\u2060-43-7781»", "US_SSN")]
    [InlineData("«512-\u202E43-7781»", "US_SSN")]
    [InlineData("«512-\u206643\u2069-7781»", "US_SSN")]
    [InlineData("«5\uFE0F12-43-7781»", "US_SSN")]
    [InlineData("«5\uFE0F\u20E312-43-7781»", "US_SSN")]
    [InlineData("«512-4\U000E00413-7781»", "US_SSN")]
    [InlineData("«5\u033612-43-7781»", "US_SSN")]
    [InlineData("«4111\u200B1111\u200B1111\u200B1111»", "CREDIT_CARD")]
    [InlineData("«+1\u200B415\u200B596\u200B1111»", "PHONE")]
    public void InvisibleCharacter_IsFoundAndFlagged(string text, string entity)
    {
        AssertFound(text, entity);
        var findings = new DlpScanner(Found.Options).ScanText(Encoding.UTF8.GetBytes(Plain(text))).Findings.ToArray();
        Assert.All(findings, finding => Assert.True(finding.Flags.HasFlag(FindingFlags.Hidden), $"{finding}"));
    }

    [Theory]
    [InlineData("«512‐43‐7781»", "US_SSN")]
    [InlineData("«512‑43‑7781»", "US_SSN")]
    [InlineData("«512‒43‒7781»", "US_SSN")]
    [InlineData("«512–43–7781»", "US_SSN")]
    [InlineData("«512—43—7781»", "US_SSN")]
    [InlineData("«512―43―7781»", "US_SSN")]
    [InlineData("«512−43−7781»", "US_SSN")]
    [InlineData("«512\u00A043\u00A07781»", "US_SSN")]
    [InlineData("«512\u202F43\u202F7781»", "US_SSN")]
    [InlineData("«512\u300043\u30007781»", "US_SSN")]
    [InlineData("«512\u200943\u20097781»", "US_SSN")]
    [InlineData("«512_43_7781»", "US_SSN")]
    [InlineData("«512  43  7781»", "US_SSN")]
    [InlineData("«512 - 43 - 7781»", "US_SSN")]
    [InlineData("«512 – 43 – 7781»", "US_SSN")]
    [InlineData("«512-43-\n7781»", "US_SSN")]
    [InlineData("«512\n43\n7781»", "US_SSN")]
    [InlineData("«415–596–1111»", "PHONE")]
    [InlineData("«(415)\u00A0596‑1111»", "PHONE")]
    [InlineData("«+49\u202F30\u202F901820»", "PHONE")]
    [InlineData("«4111–1111–1111–1111»", "CREDIT_CARD")]
    [InlineData("«4111\u00A01111\u00A01111\u00A01111»", "CREDIT_CARD")]
    [InlineData("«4111  1111  1111  1111»", "CREDIT_CARD")]
    [InlineData("«DE89\u00A03704\u00A00044\u00A00532\u00A00130\u00A000»", "IBAN")]
    [InlineData("512-43 7781", "")]
    [InlineData("512–00–7781", "")]
    [InlineData("AB–512–43–7781", "")]
    [InlineData("512   -   43", "")]
    public void Separator_IsFound(string text, string entity) => AssertFound(text, entity);

    [Theory]
    [InlineData("«аnn@acme.example»", "EMAIL")]
    [InlineData("«ρaul@acme.example»", "EMAIL")]
    [InlineData("«ann.оneil@acme.example»", "EMAIL")]
    [InlineData("«ann@аcme.example»", "EMAIL")]
    [InlineData("«jürgen@müller.example»", "EMAIL")]
    [InlineData("«山田@例え.example»", "EMAIL")]
    [InlineData("а@b", "")]
    [InlineData("цена@", "")]
    public void Homoglyph_IsFound(string text, string entity) => AssertFound(text, entity);

    [Theory]
    [InlineData("«ann(at)acme.example»", "EMAIL")]
    [InlineData("«ann (at) acme.example»", "EMAIL")]
    [InlineData("«ann[at]acme.example»", "EMAIL")]
    [InlineData("«ann{at}acme{dot}com»", "EMAIL")]
    [InlineData("«ann [at] acme [dot] com»", "EMAIL")]
    [InlineData("«ann(AT)acme(DOT)com»", "EMAIL")]
    [InlineData("«ann at acme dot com»", "EMAIL")]
    [InlineData("«ann AT acme DOT com»", "EMAIL")]
    [InlineData("«ann at mail dot acme dot org» please", "EMAIL")]
    [InlineData("«ann @ acme.example»", "EMAIL")]
    [InlineData("«ann(@)acme.example»", "EMAIL")]
    [InlineData("meet me at noon. dot", "")]
    [InlineData("look at the dot in the picture", "")]
    [InlineData("see (at) page 4", "")]
    [InlineData("we met at acme.", "")]
    public void Word_IsFound(string text, string entity) => AssertFound(text, entity);

    [Theory]
    [InlineData("«ann&#64;acme.example»", "EMAIL")]
    [InlineData("«ann&#064;acme.example»", "EMAIL")]
    [InlineData("«ann&#x40;acme.example»", "EMAIL")]
    [InlineData("«ann&#X40;acme&#46;example»", "EMAIL")]
    [InlineData("«ann&commat;acme&period;example»", "EMAIL")]
    [InlineData("«512&#45;43&#45;7781»", "US_SSN")]
    [InlineData("«512&hyphen;43&hyphen;7781»", "US_SSN")]
    [InlineData("«&#53;12-43-7781»", "US_SSN")]
    [InlineData("«512&nbsp;43&nbsp;7781»", "US_SSN")]
    [InlineData("«512&ndash;43&ndash;7781»", "US_SSN")]
    [InlineData("«ann@ac&shy;me.example»", "EMAIL")]
    [InlineData("«ann@ac&#8203;me.example»", "EMAIL")]
    [InlineData("«ann%40acme.example»", "EMAIL")]
    [InlineData("«ann%2540acme.example»", "EMAIL")]
    [InlineData("«512%2D43%2D7781»", "US_SSN")]
    [InlineData("«%35%31%32-43-7781»", "US_SSN")]
    [InlineData("«%2B1%20415%20596%201111»", "PHONE")]
    [InlineData("«%252B14155961111»", "PHONE")]
    [InlineData("«4111%201111%201111%201111»", "CREDIT_CARD")]
    [InlineData("«ann%ef%bc%a0acme.example»", "EMAIL")]
    [InlineData("«&plus;1 415 596 1111»", "PHONE")]
    [InlineData("512&#45;00&#45;7781", "")]
    [InlineData("ann&#65;acme.example", "")]
    [InlineData("100%40 off.example", "")]
    [InlineData("a & b; c&d;", "")]
    [InlineData("%zz%4 &#; &#x; &#9999999; &unknown;", "")]
    public void Encoding_IsFound(string text, string entity) => AssertFound(text, entity);

    [Theory]
    [InlineData("https://ann:«s3cr3tPw9x»@db.acme.example/x", "SECRET")]
    [InlineData("https://x.example/?email=«ann@acme.example»&x=1", "EMAIL")]
    [InlineData("https://x.example/?ssn=«512-43-7781»", "US_SSN")]
    [InlineData("https://x.example/?phone=«%2B14155961111»", "PHONE")]
    [InlineData("mailto:«ann@acme.example»", "EMAIL")]
    [InlineData("tel:«+14155961111»", "PHONE")]
    [InlineData("tel:«+1-415-596-1111»", "PHONE")]
    [InlineData("tel:«415-596-1111»", "PHONE")]
    [InlineData("ssn_«512-43-7781».pdf", "US_SSN")]
    [InlineData("scan «512-43-7781».txt", "US_SSN")]
    [InlineData("INSERT INTO t VALUES ('«ann@acme.example»','«512-43-7781»')", "EMAIL US_SSN")]
    [InlineData("WHERE ssn='«512437781»'", "US_SSN")]
    [InlineData("Ann,«512-43-7781»,«415-596-1111»,«ann@acme.example»", "US_SSN PHONE EMAIL")]
    [InlineData("[mail](mailto:«ann@acme.example»)", "EMAIL")]
    [InlineData("[«415-596-1111»](tel:«+14155961111»)", "PHONE PHONE")]
    [InlineData("<a href=\"mailto:«ann@acme.example»\">«ann@acme.example»</a>", "EMAIL EMAIL")]
    [InlineData("data«630-596-1111»", "PHONE")]
    [InlineData("«630-596-1111x2325»", "PHONE")]
    [InlineData("https://x.example/p/415-596-1111", "")]
    [InlineData("https://x.example/u/512437781", "")]
    [InlineData("AB-512-43-7781", "")]
    [InlineData("logo@2x.png", "")]
    [InlineData("lodash@4.17.2", "")]
    public void Placement_IsFound(string text, string entity) => AssertFound(text, entity);

    private static string Plain(string text) => text.Replace("«", string.Empty, StringComparison.Ordinal).Replace("»", string.Empty, StringComparison.Ordinal);

    private static void AssertFound(string text, string entities, bool isJson = false)
    {
        var names = entities.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var expected = names.Select((name, place) => $"{name} {text.Split('«')[place + 1].Split('»')[0]}");
        var plain = Plain(text);
        Assert.Equal(expected, isJson ? Found.InJson(plain) : Found.InText(plain));
    }
}
