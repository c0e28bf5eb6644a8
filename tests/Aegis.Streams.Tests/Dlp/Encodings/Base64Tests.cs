using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Encodings;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Tests.Dlp.Encodings;

/// <summary>Values in base64 are found as in any text, and cover the whole run; what is no text stays silent.</summary>
public sealed class Base64Tests
{
    private const string Mail = "YW5uQGFjbWUuZXhhbXBsZQ"; // ann@acme.example
    private const string Ssn = "NTEyLTQzLTc3ODE"; // 512-43-7781
    private const string Call = "Y2FsbCArMSA0MTUgNTk2IDExMTEgbm93"; // call +1 415 596 1111 now

    [Theory]
    [InlineData($"{Mail}==", $"EMAIL {Mail}==")]
    [InlineData(Mail, $"EMAIL {Mail}")]
    [InlineData($"see {Ssn}=, please", $"US_SSN {Ssn}=")]
    [InlineData($"data:text/plain;base64,{Call}", $"PHONE {Call}")]
    [InlineData($"https://x.example/?d={Mail}%3D%3D&x=1", $"EMAIL {Mail}%3D%3D")]
    [InlineData($"q&amp;{Ssn}=", $"US_SSN {Ssn}=")]
    [InlineData($"x{Mail}==", $"EMAIL x{Mail}==")]
    [InlineData($"xy{Mail}==", $"EMAIL xy{Mail}==")]
    [InlineData($"xyz{Mail}==", $"EMAIL xyz{Mail}==")]
    [InlineData($"token-{Mail}", $"EMAIL token-{Mail}")]
    [InlineData("AAHDv8KAYW5uQGFjbWUuZXhhbXBsZQDDvg==", "EMAIL AAHDv8KAYW5uQGFjbWUuZXhhbXBsZQDDvg==")]
    [InlineData("0YLQtdC7ICs0OSAzMCA5MDE4MjA=", "PHONE 0YLQtdC7ICs0OSAzMCA5MDE4MjA=")]
    [InlineData("eyJzc24iOjUxMjQzNzc4MX0=", "US_SSN eyJzc24iOjUxMjQzNzc4MX0=")]
    [InlineData("eyJhIjoie1wic3NuXCI6NTEyNDM3NzgxfSJ9", "US_SSN eyJhIjoie1wic3NuXCI6NTEyNDM3NzgxfSJ9")]
    [InlineData("77yV77yR77ySLTQzLTc3ODEgZm9yIHlvdSBhbmQgbWU", "US_SSN 77yV77yR77ySLTQzLTc3ODEgZm9yIHlvdSBhbmQgbWU")]
    [InlineData("é " + Mail, $"EMAIL {Mail}")]
    [InlineData($"{Mail}== {Ssn}=", $"EMAIL {Mail}==", $"US_SSN {Ssn}=")]
    public void Text_IsDecoded(string text, params string[] expected) => Assert.Equal(expected, Found.InText(text));

    [Theory]
    [InlineData("QW5uIExlZSwgbWFp\nbCBhbm5AYWNtZS5l\neGFtcGxl\n", "EMAIL QW5uIExlZSwgbWFp\nbCBhbm5AYWNtZS5l\neGFtcGxl")]
    [InlineData("QW5uIExlZSwgbWFp\r\nbCBhbm5AYWNtZS5l\r\neGFtcGxl\r\n", "EMAIL QW5uIExlZSwgbWFp\r\nbCBhbm5AYWNtZS5l\r\neGFtcGxl")]
    [InlineData("body: QW5uIExlZSwgbWFpbCBhbm5A\nYWNtZS5leGFtcGxlIG9yIGNhbGwg\nKzEgNDE1IDU5NiAxMTExLA==\n\nThanks", "PHONE QW5uIExlZSwgbWFpbCBhbm5A\nYWNtZS5leGFtcGxlIG9yIGNhbGwg\nKzEgNDE1IDU5NiAxMTExLA==")]
    [InlineData($"{Call}\nThanks for that", $"PHONE {Call}")]
    public void WrappedLines_AreDecodedTogether(string text, string expected) => Assert.Equal([expected], Found.InText(text));

    [Theory]
    [InlineData($$"""{"a":"{{Mail}}=="}""", $"EMAIL {Mail}==")]
    [InlineData($$"""{"a":"x \"{{Mail}}==\""}""", $"EMAIL {Mail}==")]
    [InlineData($$"""{"a":"\u0059W5uQGFjbWUuZXhhbXBsZQ=="}""", """EMAIL \u0059W5uQGFjbWUuZXhhbXBsZQ==""")]
    [InlineData("""{"a":"Pz8\/Pz8gYW5uQGFjbWUuZXhhbXBsZQ=="}""", """EMAIL Pz8\/Pz8gYW5uQGFjbWUuZXhhbXBsZQ==""")]
    [InlineData($$"""{"{{Mail}}":1}""", $"EMAIL {Mail}")]
    [InlineData($$"""{"a":"{\"b\":\"{{Mail}}==\"}"}""", $"EMAIL {Mail}==")]
    [InlineData("""{"phone":"NDE1NTk2MTExMQ=="}""", "PHONE NDE1NTk2MTExMQ==")]
    [InlineData($$"""{"a":"QW5uIExlZSwgbWFp\r\nbCBhbm5AYWNtZS5l\r\neGFtcGxl\r\n"}""", """EMAIL QW5uIExlZSwgbWFp\r\nbCBhbm5AYWNtZS5l\r\neGFtcGxl""")]
    public void Json_IsDecoded(string text, string expected) => Assert.Equal([expected], Found.InJson(text));

    [Theory]
    [InlineData($"1,{Mail}==,x\n", $"EMAIL {Mail}==")]
    [InlineData($"1,\"{Mail}==\",x\n", $"EMAIL {Mail}==")]
    [InlineData($"1,x,{Mail}", $"EMAIL {Mail}")]
    [InlineData($"1,é {Mail},x\n2,x,x\n", $"EMAIL {Mail}")]
    [InlineData("1,x,y\nNDE1NTk2MTExMQ==,NDE1NTk2MTExMQ==,NDE1NTk2MTExMQ==\n", "PHONE NDE1NTk2MTExMQ==")]
    [InlineData("1,\"QW5uIExlZSwgbWFp\nbCBhbm5AYWNtZS5l\neGFtcGxl\",x\n", "EMAIL QW5uIExlZSwgbWFp\nbCBhbm5AYWNtZS5l\neGFtcGxl")]
    public void Cell_IsDecoded(string record, string expected) => Assert.Equal([expected], Found.InRecord("id,phone,note", record));

    [Theory]
    [InlineData("n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg=")] // SHA-256 in base64url
    [InlineData("n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=")]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("incomprehensibilities and Donaudampfschifffahrtsgesellschaft")]
    [InlineData("https://x.example/assets/images/backgrounds/summerCollection/index")]
    [InlineData("/var/log/containers/aegis-streams-7d9f8b6c5d-x2vqk")]
    [InlineData("getCustomerAccountBalanceByCustomerIdentifier")]
    [InlineData("REQUIRES_APPROVAL_FROM_FINANCE_DEPARTMENT")]
    [InlineData("ACGTACGTTAGCCGATTACAGATTACAACGTTGCATTACG")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV")]
    [InlineData("VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZy4=")] // The quick brown fox
    [InlineData("bG9kYXNoQDQuMTcuMiBhbmQgbG9nb0AyeC5wbmc=")] // lodash@4.17.2 and logo@2x.png
    [InlineData("NTEyLTAwLTc3ODE=")] // 512-00-7781
    [InlineData("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")] // An image
    [InlineData("WVc1dVFHRmpiV1V1WlhoaGJYQnNaUT09")] // Twice
    public void NearMiss_IsSilent(string text)
    {
        Assert.Empty(Found.InText(text));
        Assert.Empty(Found.InJson($$"""{"value":"{{text}}","{{text}}":[]}"""));
        Assert.Empty(Found.InRecord("id,value", $"1,{text}"));
    }

    [Fact]
    public void Finding_IsEncodedAndOneOfEachEntity()
    {
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("ann@acme.example 512-43-7781 ", 5_000)))));
        var findings = new DlpScanner(Found.Options).ScanText(text).Findings.ToArray();

        Assert.Equal([new DlpFinding(0, text.Length, DlpEntity.UsSsn, 60, FindingFlags.Encoded | FindingFlags.KeepsNothing | FindingFlags.Secondary), new DlpFinding(0, text.Length, DlpEntity.Email, 60, FindingFlags.Encoded | FindingFlags.KeepsNothing)], findings.OrderByDescending(finding => finding.Entity));
    }

    [Fact]
    public void AnyElevenPrintableCharacters_AreSeenWhereverTheyStand()
    {
        var random = new Random(3);
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = new byte[random.Next(11, 90)];
            random.NextBytes(bytes);
            var place = random.Next(bytes.Length - 10);
            for (var i = 0; i < 11; i++) bytes[place + i] = (byte)random.Next(' ', 0x7F);
            var text = new string('!', random.Next(70)) + new string('x', random.Next(4)) + Convert.ToBase64String(bytes).TrimEnd('=');
            var characters = Encoding.ASCII.GetBytes(random.Next(2) == 0 ? text : text.Replace('+', '-').Replace('/', '_'));

            Assert.True(Base64Run.Next(characters, 0, isWide: true, out var start, out var end), text);
            Assert.Equal((text.LastIndexOf('!') + 1, text.Length), (start, end));
        }
    }

    [Fact]
    public void Masks_ShowTheSameRuns()
    {
        var random = new Random(5);
        var index = new TextIndex();
        for (var round = 0; round < 5_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(3) switch
            {
                0 => new string('.', random.Next(90)),
                1 => Convert.ToBase64String(random.GetItems("abcdefgh 0123"u8, random.Next(1, 40))),
                _ => new string('x', random.Next(20)),
            }));
            var characters = Encoding.ASCII.GetBytes(text);
            index.Build(characters, TextFormat.Text);
            for (var (at, other) = (0, 0); at < characters.Length;)
            {
                var isOne = Base64Run.Next(characters, at, out var start, out var end);
                Assert.Equal(isOne, Base64Run.Next(characters, index, other, out var otherStart, out var otherEnd));
                Assert.Equal((start, end), (otherStart, otherEnd));
                (at, other) = (end, otherEnd);
            }
        }
    }

    [Fact]
    public void BothWays_FindTheSamePlaces()
    {
        var random = new Random(4);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = random.GetItems(random.Next(3) == 0 ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ!"u8 : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_= @`[{\x80\xFF"u8, random.Next(12, 140));
            for (var at = 0; at < bytes.Length; at += Base64Filter.Step) Assert.Equal(Base64Filter.Find(bytes, at, isWide: true), Base64Filter.Find(bytes, at, isWide: false));
        }
    }

    [Theory]
    [InlineData("QUJD", "REVG rest", 4)]
    [InlineData("QUJD", "", 0)]
    [InlineData("QUJD ", " REVG", 0)]
    [InlineData("QUJDREVGQUJDREVG\n", "QUJDREVGQUJDREVG\nQUJD==\nx", 23)]
    [InlineData("a line of words\n", "QUJDREVGQUJDREVG\n", 0)]
    [InlineData("QUJDREVG", "QUJDREVG\r\nQUJD\r\n", 14)]
    public void RestOfARun_IsWhatFollowsTheCut(string before, string after, int expected) =>
        Assert.Equal(expected, Base64Run.RestLength(Encoding.ASCII.GetBytes(before), Encoding.ASCII.GetBytes(after)));
}
