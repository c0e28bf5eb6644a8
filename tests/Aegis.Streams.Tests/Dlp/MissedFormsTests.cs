namespace Aegis.Streams.Tests.Dlp;

/// <summary>Values as programs and people write them, under a key, a column or in text; and what is only like them.</summary>
public sealed class MissedFormsTests
{
    [Theory]
    [InlineData("""{"dob":"1984-05-12T00:00:00Z"}""", "DATE_OF_BIRTH 1984-05-12")]
    [InlineData("""{"date_of_birth":"1984-05-12 00:00"}""", "DATE_OF_BIRTH 1984-05-12")]
    [InlineData("""{"dob":"05/12/84"}""", "DATE_OF_BIRTH 05/12/84")]
    [InlineData("""{"dob":"12.5.84"}""", "DATE_OF_BIRTH 12.5.84")]
    [InlineData("""{"dob":"12. 03. 1980"}""", "DATE_OF_BIRTH 12. 03. 1980")]
    [InlineData("""{"dob":"12.3. 1980"}""", "DATE_OF_BIRTH 12.3. 1980")]
    [InlineData("""{"dob":"12.  3.  1980"}""", "DATE_OF_BIRTH 12.  3.  1980")]
    [InlineData("""{"dob":"1980. 3. 12."}""", "DATE_OF_BIRTH 1980. 3. 12")]
    [InlineData("""{"birth_date":"12-May-84"}""", "DATE_OF_BIRTH 12-May-84")]
    [InlineData("""{"dob":"May 12, 84"}""", "DATE_OF_BIRTH May 12, 84")]
    [InlineData("""{"ssn":"512.437.781"}""", "US_SSN 512.437.781")]
    [InlineData("""{"ssn":512437781.0}""", "US_SSN 512437781.0")]
    [InlineData("""{"ssn":"512437781.0"}""", "US_SSN 512437781.0")]
    [InlineData("""{"ssn":5.12437781E8}""", "US_SSN 5.12437781E8")]
    [InlineData("""{"ssn":"5.12437781e+08"}""", "US_SSN 5.12437781e+08")]
    [InlineData("""{"ssn":"512 437 781"}""", "US_SSN 512 437 781")]
    [InlineData("""{"ssn":"#512437781"}""", "US_SSN 512437781")]
    [InlineData("""{"ssn":"51243 7781"}""", "US_SSN 51243 7781")]
    public void UnderItsKey_IsFound(string json, string expected) => Assert.Equal([expected], Found.InJson(json));

    [Theory]
    [InlineData("name,dob,ssn", "x,05/12/84,512437781.0\n", "DATE_OF_BIRTH 05/12/84", "US_SSN 512437781.0")]
    [InlineData("name,dob,ssn", "x,1984-05-12 00:00:00,\"512 437 781\"\r\n", "DATE_OF_BIRTH 1984-05-12", "US_SSN 512 437 781")]
    [InlineData("name,dob", "x,3. 12. 1980\n", "DATE_OF_BIRTH 3. 12. 1980")]
    [InlineData("name,password", "x,correct horse battery\n", "SECRET correct horse battery")]
    public void InItsColumn_IsFound(string header, string record, params string[] expected) => Assert.Equal(expected, Found.InRecord(header, record));

    [Theory]
    [InlineData("""{"created":"1984-05-12T00:00:00Z"}""")]
    [InlineData("""{"dob":"31/02/84"}""")]
    [InlineData("""{"dob":"31. 2. 1980"}""")]
    [InlineData("""{"dob":"112. 2. 1980"}""")]
    [InlineData("""{"dob":"1980. 2. 31."}""")]
    [InlineData("""{"dob":"1980. 2. 112"}""")]
    [InlineData("""{"dob":"chapters 12, 3, 1980"}""")]
    [InlineData("""{"created":"12. 3. 1980"}""")]
    [InlineData("""{"day":"05/12/84"}""")]
    [InlineData("""{"ssn":"512437781.25"}""")]
    [InlineData("""{"ssn":"5.12437781E9"}""")]
    [InlineData("""{"tax_id":"12-3456789"}""")]
    [InlineData("""{"tax":"512.437.781"}""")]
    [InlineData("""{"price":512437781.0}""")]
    [InlineData("""{"ssn":"see 512 437 781 of the manual"}""")]
    [InlineData("""{"sales_tax":512437781}""")]
    [InlineData("""{"account_balance":512437781}""")]
    [InlineData("""{"call_started":1747731000}""")]
    [InlineData("""{"uid":234567890124}""")]
    [InlineData("""{"token":"bearer"}""")]
    [InlineData("""{"token":"hello-world"}""")]
    [InlineData("""{"token_type":"urn:ietf:params"}""")]
    [InlineData("""{"next_page_token":"CAUQAA8fT3xx91"}""")]
    [InlineData("""{"nextPageToken":"CAUQAA8fT3xx91"}""")]
    [InlineData("""{"password":"it must have eight characters and more of them, of which one is a digit."}""")]
    public void UnderAKey_NearMissIsSilent(string json) => Assert.Empty(Found.InJson(json));

    [Theory]
    [InlineData("Ann Kovac, born 12. 03. 1980 in Brno", "DATE_OF_BIRTH 12. 03. 1980")]
    [InlineData("geboren am 3. 12. 1980.", "DATE_OF_BIRTH 3. 12. 1980")]
    [InlineData("Kovacs Anna, born 1980. 03. 12. in Pecs", "DATE_OF_BIRTH 1980. 03. 12")]
    [InlineData("Born in 1980. 3 sisters. 12 cousins.")]
    [InlineData("She was born in ward 12. It was built in 3. 1980 was early.")]
    [InlineData("Born late. 1. 2. 3. 1980s music")]
    [InlineData("see 12. 3. 1980")]
    public void DateWithASpaceAfterEachDot_IsFoundWhereABirthIsTold(string text, params string[] expected) => Assert.Equal(expected, Found.InText(text));

    [Theory]
    [InlineData("""{"token":"q8ZtR4vLx0Pn6Wd2"}""", "SECRET q8ZtR4vLx0Pn6Wd2")]
    [InlineData("""{"access_token":"a1b2c3d4e5"}""", "SECRET a1b2c3d4e5")]
    [InlineData("""{"password":"hunter"}""", "SECRET hunter")]
    [InlineData("""{"api_token":"abcdefghijkl"}""", "SECRET abcdefghijkl")]
    [InlineData("""{"password":"correct horse battery staple"}""", "SECRET correct horse battery staple")]
    public void SecretUnderItsKey_IsFound(string json, string expected) => Assert.Equal([expected], Found.InJson(json));

    [Theory]
    [InlineData("secret_key=wJ4lrXU7nFEM1xK7MDENG2bPxRf8CYEXAMPLEk9", "SECRET wJ4lrXU7nFEM1xK7MDENG2bPxRf8CYEXAMPLEk9")]
    [InlineData("secret=a7Gk2xxxxxxxQ9vLm4Zt8Rw1Bn", "SECRET a7Gk2xxxxxxxQ9vLm4Zt8Rw1Bn")]
    [InlineData("password1=vX9$kQ2mTz8pLw", "SECRET vX9$kQ2mTz8pLw")]
    [InlineData("https://x.example/?password=vX9kQ2mTz8pLw&user=ann", "SECRET vX9kQ2mTz8pLw")]
    [InlineData("key_AKIA" + "Z7QX2M4RTVB5KLWD", "SECRET AKIA" + "Z7QX2M4RTVB5KLWD")]
    [InlineData("keyAKIA" + "Z7QX2M4RTVB5KLWD", "SECRET AKIA" + "Z7QX2M4RTVB5KLWD")]
    [InlineData("ann@acme.example.pdf", "EMAIL ann@acme.example")]
    [InlineData("report.pdf@acme.example", "EMAIL report.pdf@acme.example")]
    [InlineData("mail ann@ acme.com now", "EMAIL ann@ acme.com")]
    [InlineData("mail ann @acme.com now", "EMAIL ann @acme.com")]
    [InlineData("ann@acme[.]com", "EMAIL ann@acme[.]com")]
    [InlineData("ann[@]acme[.]com", "EMAIL ann[@]acme[.]com")]
    [InlineData("jane[.]doe(at)acme(.)com", "EMAIL jane[.]doe(at)acme(.)com")]
    [InlineData("ann&amp;#64;acme.example", "EMAIL ann&amp;#64;acme.example")]
    [InlineData("ann&amp;amp;commat;acme.example", "EMAIL ann&amp;amp;commat;acme.example")]
    [InlineData("4111 1111 1111 1111 1227", "CREDIT_CARD 4111 1111 1111 1111")]
    [InlineData("4111 1111 1111 1111 1227 123", "CREDIT_CARD 4111 1111 1111 1111")]
    [InlineData("4111-1111-1111-1111-1", "CREDIT_CARD 4111-1111-1111-1111")]
    [InlineData("jane@corp.com630-596-1111", "EMAIL jane@corp.com", "PHONE 630-596-1111")]
    [InlineData("+16305961111+16305962222", "PHONE +16305961111", "PHONE +16305962222")]
    [InlineData("call (630 596 1111) now", "PHONE (630 596 1111)")]
    [InlineData("call (630) 596-1111 now", "PHONE (630) 596-1111")]
    public void InText_IsFound(string text, params string[] expected) => Assert.Equal(expected, Found.InText(text));

    [Theory]
    [InlineData("secret=my-example-secret-name")]
    [InlineData("logo@2x.min.png")]
    [InlineData("icon@2x.com.png")]
    [InlineData("thanks @jane.doe for it")]
    [InlineData("4111 1111 1111 1111 1111")]
    [InlineData("4111-1111-1111-1111-22222")]
    [InlineData("abcd4111-1111-1111-1111-1ef0a2b3c4d5")]
    [InlineData("section 1.2.3.4 of it")]
    [InlineData("ann&amp;#65;acme.example")]
    [InlineData("at 10:15=password")]
    public void InText_NearMissIsSilent(string text) => Assert.Empty(Found.InText(text));

    [Fact]
    public void LongSecret_IsFound()
    {
        var random = new Random(3);
        var secret = new string([.. Enumerable.Range(0, 600).Select(_ => "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"[random.Next(56)])]);

        Assert.Equal([$"SECRET {secret}"], Found.InText($"password={secret}"));
        Assert.Equal([$"SECRET {secret}"], Found.InJson($"{{\"password\":\"{secret}\"}}"));
    }
}
