using Aegis.Streams.Dlp;
using Aegis.Streams.Tests.Dlp.Profiles;

namespace Aegis.Streams.Tests.Dlp.Leaks;

/// <summary>Numbers and codes that something beside them must not let through; and what only looks like them.</summary>
public sealed class NumberLeakTests
{
    [Theory]
    [InlineData("""{"account_number":"4000000000000000006"}""", """{"account_number":"[CREDIT_CARD]"}""")]
    [InlineData("""{"account_number":6304000000000000000}""", """{"account_number":"[CREDIT_CARD]"}""")]
    [InlineData("""{"account_number":"630400000000000000"}""", """{"account_number":"[CREDIT_CARD]"}""")]
    [InlineData("""{"account_number":"4111111111111111"}""", """{"account_number":"[CREDIT_CARD]"}""")]
    [InlineData("""{"account_number":"4111111111111112"}""", """{"account_number":"[US_BANK_ACCOUNT]"}""")]
    [InlineData("""{"account_number":"4000000000000000007"}""", """{"account_number":"4000000000000000007"}""")]
    public void CardUnderAKeyOfAccounts_IsRedacted(string json, string expected) => Assert.Equal(expected, Redacted.Json(json));

    [Fact]
    public void CardUnderAKeyOfAccounts_IsWhatAProfileSaysOfCards()
    {
        Assert.Equal("""{"account_number":"[CREDIT_CARD]"}""", ProfileScene.Lines("entities: CREDIT_CARD", """{"account_number":"4111111111111111"}"""));
        Assert.True(ProfileScene.Redactor("operators: {CREDIT_CARD: block}", Aegis.Streams.Dlp.Streaming.RecordFormat.JsonLines).Redact("""{"account_number":"4111111111111111"}"""u8).IsBlocked);
    }

    [Theory]
    [InlineData("itin 912-70-1234, ssn 512-43-7781", "itin [US_ITIN], ssn 512-43-7781")]
    [InlineData("itin 912701234", "itin [US_ITIN]")]
    public void TaxpayerNumberAlone_IsFoundWithoutSocialSecurityNumbers(string text, string expected) => Assert.Equal(expected, Redacted.Text(text, EntitySet.Of(DlpEntity.UsItin)));

    [Theory]
    [InlineData("912701234")]
    [InlineData("912 701 234")]
    [InlineData("912701234.0")]
    [InlineData("912-70-1234")]
    public void TaxpayerNumberUnderItsKey_IsFoundWithoutSocialSecurityNumbers(string number) =>
        Assert.Equal("""{"itin":"[US_ITIN]"}""", Redacted.Json($$"""{"itin":"{{number}}"}""", EntitySet.Of(DlpEntity.UsItin)));

    [Theory]
    [InlineData("itin 912-70-1234, ssn 512-43-7781", "itin 912-70-1234, ssn [US_SSN]")]
    [InlineData("ssn 912701234", "ssn 912701234")]
    public void SocialSecurityNumbersAlone_ReportNoTaxpayerNumber(string text, string expected) => Assert.Equal(expected, Redacted.Text(text, EntitySet.Of(DlpEntity.UsSsn)));

    [Theory]
    [InlineData("NI number AB12 34 56 C", "NI number [UK_NINO]")]
    [InlineData("NI number AB12-34-56-C please", "NI number [UK_NINO] please")]
    [InlineData("IBAN GB29 NWBK 6016 1331 9268 19", "IBAN [IBAN]")]
    [InlineData("part AB12 34 56 C", "part AB12 34 56 C")]
    [InlineData("NI number BG12 34 56 C", "NI number BG12 34 56 C")]
    public void InsuranceNumberInGroups_IsFoundBesideAccounts(string text, string expected) => Assert.Equal(expected, Redacted.Text(text));

    [Theory]
    [InlineData("client_ip:8.8.4.4", "client_ip:[IP_ADDRESS]")]
    [InlineData("from 1:8.8.4.4", "from 1:[IP_ADDRESS]")]
    [InlineData("8.8.4.4-8.8.8.8", "[IP_ADDRESS]-[IP_ADDRESS]")]
    [InlineData("block 8.8.4.4-8.8.8.8, now", "block [IP_ADDRESS]-[IP_ADDRESS], now")]
    [InlineData("8.8.4.4:8080", "[IP_ADDRESS]:8080")]
    [InlineData("[2001:db8::8a2e:370:7334]:443", "[[IP_ADDRESS]]:443")]
    [InlineData("route 8.8.4.0/24 out", "route [IP_ADDRESS] out")]
    [InlineData("net 2001:db8::/32", "net [IP_ADDRESS]")]
    [InlineData("request 203.0.113.7", "request [IP_ADDRESS]")]
    [InlineData("order id 2001:db8::8a2e:370:7334", "order id [IP_ADDRESS]")]
    [InlineData("1.2.3.4-beta", "1.2.3.4-beta")]
    [InlineData("beta-1.2.3.4", "beta-1.2.3.4")]
    [InlineData("1.2.3.4-5.6.7", "1.2.3.4-5.6.7")]
    [InlineData("version 1.2.3.4", "version 1.2.3.4")]
    [InlineData("version:1.2.3.4", "version:1.2.3.4")]
    [InlineData("build 1.2.3.4 fixes it", "build 1.2.3.4 fixes it")]
    [InlineData("release 2.4.10.12", "release 2.4.10.12")]
    public void AddressBesideSignsAndWords_IsFound(string text, string expected) => Assert.Equal(expected, Redacted.Text(text));

    [Theory]
    [InlineData("""{"member_id":"1EG4-TE5-MK73"}""", """{"member_id":"[MBI]"}""")]
    [InlineData("""{"request":"203.0.113.7"}""", """{"request":"[IP_ADDRESS]"}""")]
    [InlineData("""{"note":"record id 1EG4TE5MK73"}""", """{"note":"record id [MBI]"}""")]
    [InlineData("""{"npi_id":"1234567893"}""", """{"npi_id":"[NPI]"}""")]
    [InlineData("""{"nhs_id":"943 476 5919"}""", """{"nhs_id":"[UK_NHS]"}""")]
    [InlineData("""{"npi_id":"1234567890"}""", """{"npi_id":"1234567890"}""")]
    [InlineData("""{"account_id":"12345678901"}""", """{"account_id":"12345678901"}""")]
    [InlineData("""{"member_id":"1SG4-TE5-MK73"}""", """{"member_id":"1SG4-TE5-MK73"}""")]
    [InlineData("""{"app_version":"1.2.3.4"}""", """{"app_version":"1.2.3.4"}""")]
    [InlineData("""{"order_id":"512-43-7781"}""", """{"order_id":"512-43-7781"}""")]
    public void NegativeKey_SinksOnlyDigitsWithoutACheck(string json, string expected) => Assert.Equal(expected, Redacted.Json(json));

    [Theory]
    [InlineData("ann&#0000000064;acme.com", "[EMAIL]")]
    [InlineData("ann&#x0000000040;acme.com", "[EMAIL]")]
    [InlineData("ann&#64acme.com", "[EMAIL]")]
    [InlineData("ann&#064acme.com", "[EMAIL]")]
    [InlineData("&#53&#49&#50-43-7781", "[US_SSN]")]
    [InlineData("ann&#65acme.com", "ann&#65acme.com")]
    [InlineData("see &#112-43-7781", "see &#[US_SSN]")]
    [InlineData("a &#0; b &#99999999999999; c &#; d &# e &#x; f", "a &#0; b &#99999999999999; c &#; d &# e &#x; f")]
    public void ReferenceWithZerosOrWithoutItsEnd_IsRead(string text, string expected) => Assert.Equal(expected, Redacted.Text(text));
}
