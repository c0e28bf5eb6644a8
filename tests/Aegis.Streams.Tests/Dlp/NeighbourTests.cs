namespace Aegis.Streams.Tests.Dlp;

/// <summary>Values beside each other: each is found, whatever stands between.</summary>
public sealed class NeighbourTests
{
    private static readonly string[] Values = ["512-43-7781", "512 43 7781", "(630) 596-1111", "630-596-1111", "630 596 1111", "4111 1111 1111 1111", "4111-1111-1111-1111", "3782 822463 10005", "ann@acme.example", "8.8.4.4"];

    [Theory]
    [InlineData(" ")]
    [InlineData("\t")]
    [InlineData(", ")]
    [InlineData("; ")]
    [InlineData(" / ")]
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
