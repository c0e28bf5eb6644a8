namespace Aegis.Streams.Tests.Dlp;

/// <summary>Values beside each other: each is found, whatever stands between.</summary>
public sealed class NeighbourTests
{
    private static readonly string[] Values =
    [
        "512-43-7781", "512 43 7781", "(630) 596-1111", "630-596-1111", "630 596 1111", "4111 1111 1111 1111", "4111-1111-1111-1111", "3782 822463 10005", "ann@acme.example", "8.8.4.4",
        "5105105105105100", "+44 20 7946 5382", "+43 664 8432436", "DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "2001:db8:85a3::8a2e:370:7334",
    ];

    [Theory]
    [InlineData(" ")]
    [InlineData("\t")]
    [InlineData(", ")]
    [InlineData("; ")]
    [InlineData(" / ")]
    [InlineData(" - ")]
    [InlineData("\n")]
    [InlineData("|")]
    public void TwoValues_AreBothFound(string between)
    {
        var lost = new List<string>();
        foreach (var one in Values)
            foreach (var other in Values)
                if (Found.InText($"see {one}{between}{other} there").Length != 2) lost.Add($"{one}{between}{other}");
        Assert.Empty(lost);
    }

    [Theory]
    [InlineData("card 4111111111111111,5500005555555559", "CREDIT_CARD 4111111111111111", "CREDIT_CARD 5500005555555559")]
    [InlineData("insert into t values (1,4111111111111111,27)", "CREDIT_CARD 4111111111111111")]
    [InlineData("ssn 512437781,512437782", "US_SSN 512437781", "US_SSN 512437782")]
    [InlineData("phone 6305961111,6305961112", "PHONE 6305961111", "PHONE 6305961112")]
    public void ListedValues_AreFound(string text, params string[] expected) => Assert.Equal(expected, Found.InText(text));

    [Theory]
    [InlineData("Card 4111 1111 1111 1111 2025-11-28", "CREDIT_CARD 4111 1111 1111 1111")]
    [InlineData("Card 4111 1111 1111 1111\n2025-11-28", "CREDIT_CARD 4111 1111 1111 1111")]
    [InlineData("Charged EUR 1,250.00 - 4111 1111 1111 1111", "CREDIT_CARD 4111 1111 1111 1111")]
    [InlineData("Paid 1,250.00 - 4111-1111-1111-1111", "CREDIT_CARD 4111-1111-1111-1111")]
    [InlineData("Paid 1,250.00 4111 1111 1111 1111", "CREDIT_CARD 4111 1111 1111 1111")]
    [InlineData("2025 4111 1111 1111 1111", "CREDIT_CARD 4111 1111 1111 1111")]
    [InlineData("card 4111 1111 1111 1111 7777", "CREDIT_CARD 4111 1111 1111 1111")]
    [InlineData("SSN 512-43-4939 - 2025", "US_SSN 512-43-4939")]
    [InlineData("SSN 512 43 4939 10115 Berlin", "US_SSN 512 43 4939")]
    [InlineData("2025-11-28 - 212-734-1849 left voicemail", "PHONE 212-734-1849")]
    [InlineData("212 734 1849 2025-11-28", "PHONE 212 734 1849")]
    [InlineData("Call 0043 664 8432436 4572844658513297", "PHONE 0043 664 8432436", "CREDIT_CARD 4572844658513297")]
    [InlineData("call 0043 664 8432436 512 43 7781", "PHONE 0043 664 8432436", "US_SSN 512 43 7781")]
    [InlineData("Tel. (431) 819-0554 0043 664 9424508", "PHONE (431) 819-0554", "PHONE 0043 664 9424508")]
    [InlineData("+48 601 234 567: Anna", "PHONE +48 601 234 567")]
    [InlineData("+52 55 1234 5678: hola", "PHONE +52 55 1234 5678")]
    [InlineData("+49 89 1234 5678-90", "PHONE +49 89 1234 5678-90")]
    [InlineData("+49 89 1234 - 5678", "PHONE +49 89 1234 - 5678")]
    [InlineData("+49 30 901820 2025-11-28", "PHONE +49 30 901820")]
    [InlineData("Tel: 0041 44 668 18 00 / 0049 30 901820", "PHONE 0041 44 668 18 00", "PHONE 0049 30 901820")]
    [InlineData("Tel: 0041 44 668 18 00 - 0049 30 901820", "PHONE 0041 44 668 18 00", "PHONE 0049 30 901820")]
    [InlineData("512 43 4939 10115")]
    [InlineData("512-43-7781-22")]
    [InlineData("9411 1111 1111 1111 1111 11")]
    [InlineData("4111-1111-1111-1111-2222")]
    [InlineData("1234 4111 1111 1111 1111 5678")]
    public void DigitsBesideAValue_HideItOnlyWhereTheyMayBelongToIt(string text, params string[] expected) => Assert.Equal(expected, Found.InText(text));

    [Theory]
    [InlineData("""{"ssn":"512 43 4939 2025"}""", "US_SSN 512 43 4939")]
    [InlineData("""{"card":"4111 1111 1111 1111 7777"}""", "CREDIT_CARD 4111 1111 1111 1111")]
    public void DigitsBesideAValueUnderItsKey_DoNotHideIt(string json, string expected) => Assert.Equal([expected], Found.InJson(json));

    [Theory]
    [InlineData("X-API-Key")]
    [InlineData("stripeApiKey")]
    [InlineData("OPENAI_API_KEY")]
    [InlineData("sshPrivateKey")]
    [InlineData("awsAccessKey")]
    public void CommonNamesOfKeys_NameSecrets(string name) => Assert.Equal(["SECRET kJ8mN2pQ5vX1wZ4t"], Found.InJson($$"""{"{{name}}":"kJ8mN2pQ5vX1wZ4t"}"""));

    [Theory]
    [InlineData(" kJ8mN2pQ5vX1\\t", "SECRET kJ8mN2pQ5vX1")]
    [InlineData("[EMAIL]kJ8mN2pQ5vX1", "SECRET [EMAIL]kJ8mN2pQ5vX1")]
    [InlineData("[EMAIL]; ")]
    [InlineData("[EMAIL#abcdefghijklmnopabcdefgh]")]
    public void SecretOfAKey_IsFoundBesideWhiteSpaceAndLabels(string value, params string[] expected) => Assert.Equal(expected, Found.InJson($$"""{"password":"{{value}}"}"""));
}
