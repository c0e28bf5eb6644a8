using System.Text;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp.Leaks;

/// <summary>Passwords, tokens and keys in the forms that they have in the wild; and what only stands where one would.</summary>
public sealed class SecretLeakTests
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    [Theory]
    [InlineData("$Tr0ub4dor3xyz")]
    [InlineData("%aB3dX9qLm2")]
    [InlineData("*aB3dX9qLm2")]
    [InlineData("<aB3dX9qLm2")]
    [InlineData("{aB3dX9qLm2")]
    [InlineData("${aB3dX9qLm2")]
    [InlineData("$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW")]
    [InlineData("<q8ZtR4vLx0Pn6Wd2Kj5>")]
    [InlineData("sunset99")]
    [InlineData("Secret123")]
    [InlineData("hidden7!")]
    [InlineData("yourMama99")]
    [InlineData("counterexample7")]
    [InlineData("hunter2!!!!!!!")]
    [InlineData("!@#$%^&*")]
    [InlineData("111111")]
    [InlineData("Tr0ub4dor**")]
    [InlineData("aB3dX9q*******")]
    [InlineData("aB3**dX9")]
    [InlineData("a***b***")]
    [InlineData("hunt3r******")]
    [InlineData("******,Hunt3r")]
    [InlineData("******;hunt")]
    [InlineData("hunt********S3cr")]
    [InlineData("\u0436\u0449\u044b\u044e******")]
    public void PasswordUnderItsKey_IsRedacted(string password) => Assert.Equal("""{"password":"[SECRET]"}""", Redacted.Json($$"""{"password":"{{password}}"}"""));

    [Theory]
    [InlineData("password=%aB3dX9qLm2vKw8", "password=[SECRET]")]
    [InlineData("password=$Tr0ub4dor3xyz now", "password=[SECRET] now")]
    [InlineData("password: $2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW.", "password: [SECRET].")]
    public void PasswordInText_IsRedacted(string text, string expected) => Assert.Equal(expected, Redacted.Text(text));

    [Theory]
    [InlineData("${DB_PASSWORD}")]
    [InlineData("$(cat /run/pw)")]
    [InlineData("${{ secrets.PROD_TOKEN }}")]
    [InlineData("<your-secret-here>")]
    [InlineData("{{ vault.password }}")]
    [InlineData("%PASSWORD%")]
    [InlineData("************")]
    [InlineData("***(**)****.*******;")]
    [InlineData("****, ***-**")]
    [InlineData("******Zx9Q;")]
    [InlineData("4111********1111")]
    [InlineData("GB29 **** **** **** **68 19")]
    [InlineData("not set")]
    [InlineData("not-set")]
    [InlineData("(none)")]
    [InlineData("secret")]
    [InlineData("your_password")]
    [InlineData("yourpassword")]
    [InlineData("changeme123")]
    [InlineData("xxxxxxxxxxxx")]
    [InlineData("example-password")]
    public void PlaceholderUnderTheKey_Stays(string placeholder) => Assert.Equal($$"""{"password":"{{placeholder}}"}""", Redacted.Json($$"""{"password":"{{placeholder}}"}"""));

    [Theory]
    [InlineData("postgres://app:pa:ss99word@db:5432/x", "postgres://app:[SECRET]@db:5432/x")]
    [InlineData("smtp://ann%40acme.example:s3cr3tPw9x@mail.acme.example/", "smtp://[EMAIL]:[SECRET]@mail.acme.example/")]
    [InlineData("https://ann+ci:s3cr3tPw9x@git.acme.example/x", "https://ann+ci:[SECRET]@git.acme.example/x")]
    [InlineData("amqp://:s3cr3tPw9x@mq/", "amqp://:[SECRET]@mq/")]
    [InlineData("db19://app:s3cr3tPw9x@db/x", "db19://app:[SECRET]@db/x")]
    [InlineData("https://ann:p@ss99word@db.acme.example/x", "https://ann:[SECRET]@db.acme.example/x")]
    [InlineData("https://ann:$ecret99@db.acme.example/x", "https://ann:[SECRET]@db.acme.example/x")]
    [InlineData("amqp://app:hunter@example,ops@acme.com", "amqp://app:[SECRET]@acme.com")]
    [InlineData("https://a.com:8080;mailto:bob@x.com", "https://a.com:8080;mailto:[EMAIL]")]
    [InlineData("https://ann:8080;x9Qz@db.acme.example/x", "https://ann:[SECRET]@db.acme.example/x")]
    public void PasswordInAUrl_IsRedacted(string text, string expected) => Assert.Equal(expected, Redacted.Text(text));

    [Theory]
    [InlineData("https://ann:<password>@db.acme.example/x")]
    [InlineData("https://ann:****@db.acme.example/x")]
    [InlineData("https://ann@db/x")]
    [InlineData("https://acme.example:443/a:b@c")]
    [InlineData("https://acme.example?at=10:15@noon")]
    [InlineData("pa:ss99word@db")]
    public void UrlWithoutAPassword_Stays(string text) => Assert.Equal(text, Redacted.Text(text));

    [Fact]
    public void ManyNamesInOneRun_CostNoMoreThanTheRun_WhereTheyAreNotWantedToo()
    {
        var random = new Random(7);
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200_000).Select(_ => $"token=q8Z{random.Next(100_000, 999_999)}.")));

        Assert.Empty(new DlpScanner(new ScanOptions(EntitySet.Of(DlpEntity.Secret), 2026)) { Threshold = 90 }.ScanText(text).Findings.ToArray());
    }

    [Fact]
    public void LongPasswordInAUrl_IsRedacted() => Assert.Equal("https://oauth2:[SECRET]@git.acme.example/x", Redacted.Text($"https://oauth2:{Random(900)}@git.acme.example/x"));

    [Fact]
    public void LongToken_IsRedactedWhole()
    {
        Assert.Equal("""{"password":"[SECRET]","a":1}""", Redacted.Json($$"""{"password":"{{Random(6_000)}}","a":1}"""));
        Assert.Equal("""{"token":"[SECRET]"}""", Redacted.Json($$"""{"token":"{{Random(20_000)}}"}"""));
        Assert.Equal("""{"private_key":"[SECRET]"}""", Redacted.Json($$"""{"private_key":"{{string.Join("\\n", Random(6_000).Chunk(64).Select(line => new string(line)))}}"}"""));
        Assert.Equal("password=[SECRET] and", Redacted.Text($"password={Random(1_500)} and"));
        Assert.Equal("Authorization: Bearer [SECRET]", Redacted.Text($"Authorization: Bearer {Random(9_000)}"));
    }

    [Fact]
    public void LongExplanationUnderAKey_Stays()
    {
        var text = string.Join(' ', Enumerable.Repeat("it must have eight characters and more of them", 100));
        Assert.Equal($$"""{"password":"{{text}}"}""", Redacted.Json($$"""{"password":"{{text}}"}"""));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    [InlineData(6_000)]
    [InlineData(40_000)]
    public void TokenWithALongHeader_IsRedacted(int certificate)
    {
        var rest = ".eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";
        var header = Base64Url($$"""{"x5c":["{{Random(certificate)}}"],"alg":"RS256"}""");

        Assert.Equal("see [SECRET] there", Redacted.Text($"see {header}{rest} there"));
        Assert.Equal("key_[SECRET]", Redacted.Text($"key_{header}{rest}"));
    }

    [Fact]
    public void DottedPartsWithoutAnAlgorithm_Stay()
    {
        var text = $"{Base64Url($$"""{"x5c":["{{string.Concat(Enumerable.Repeat("word ", 300))}}"],"algo":"RS256"}""")}.eyJhIjoxfQ.abcd";
        Assert.Equal(text, Redacted.Text(text));
    }

    private static string Base64Url(string json) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.ASCII.GetBytes(json));

    private static string Random(int length)
    {
        var random = new Random(length);
        return new string([.. Enumerable.Range(0, length).Select(_ => Letters[random.Next(Letters.Length)])]);
    }
}
