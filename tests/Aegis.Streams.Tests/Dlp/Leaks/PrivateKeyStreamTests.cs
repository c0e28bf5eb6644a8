using System.Text;
using System.Text.Json;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Tests.Dlp.Leaks;

/// <summary>A private key is redacted to its end, whatever windows of text it runs over.</summary>
public sealed class PrivateKeyStreamTests
{
    private const int Window = 4_096;

    [Theory]
    [InlineData("RSA PRIVATE KEY", 3_000)]
    [InlineData("PRIVATE KEY", 40_000)]
    [InlineData("PGP PRIVATE KEY BLOCK", 200_000)]
    public void LongKeyOverWindows_IsRedactedToItsEnd(string label, int bytes)
    {
        foreach (var before in (int[])[0, 1_000, 3_900, 4_090, 20_000])
        {
            var filler = Lines("plain words of a text", before);
            var output = Redacted.Stream($"{filler}-----BEGIN {label}-----\n{Body(bytes)}-----END {label}-----\ncall 415-596-1111\n", Window);

            Assert.Equal($"{filler}[SECRET]\ncall [PHONE]\n", Merged(output));
        }
    }

    [Fact]
    public void KeyWithoutAnEnd_IsRedactedToTheEndOfTheStream() =>
        Assert.Equal("a\n[SECRET]", Merged(Redacted.Stream($"a\n-----BEGIN EC {"PRIVATE"} KEY-----\n{Body(100_000)}{Lines("plain words of a text", 20_000)}", Window)));

    [Fact]
    public void KeyWithAnotherBeginInIt_IsRedactedToItsEnd() =>
        Assert.Equal("[SECRET]\nend\n", Merged(Redacted.Stream($"-----BEGIN {"PRIVATE"} KEY-----\n{Body(30_000)}-----BEGIN X-----\n{Body(30_000)}-----BEGIN {"PRIVATE"} KEY-----\n{Body(30_000)}-----END {"PRIVATE"} KEY-----\nend\n", Window)));

    [Fact]
    public void ScanThatGoesOnInAKey_RedactsItToItsEnd()
    {
        var text = $"-----BEGIN {"PRIVATE"} KEY-----\n{Body(40_000)}-----END {"PRIVATE"} KEY-----\nend\n";
        var places = new List<StreamPlace>();
        Redacted.Stream(text, Window, each: window => places.Add(window.Place));

        foreach (var place in places[..^1])
        {
            var kept = JsonSerializer.Deserialize<SplitPlace>(JsonSerializer.Serialize(place.Split));
            Assert.True(kept.IsInKey);
            var offset = (int)kept.Offset;
            var from = new StreamPlace(kept, place.PassedEnd) { Before = Encoding.ASCII.GetBytes(text[Math.Max(0, offset - StreamPlace.BytesBefore)..offset]) };
            Assert.Equal("[SECRET]\nend\n", Merged($"[SECRET]{Redacted.Stream(text[offset..], Window, from: from)}"));
        }

        Assert.InRange(places.Count, 2, 20);
    }

    [Fact]
    public void CertificateOverWindows_Stays()
    {
        var text = $"-----BEGIN CERTIFICATE-----\n{Body(40_000)}-----END CERTIFICATE-----\nend\n";
        Assert.Equal(text, Redacted.Stream(text, Window));
    }

    [Fact]
    public void KeyWhereSecretsAreNotLookedFor_Stays()
    {
        var text = $"-----BEGIN {"PRIVATE"} KEY-----\n{Body(40_000)}-----END {"PRIVATE"} KEY-----\nend\n";
        Assert.Equal(text, Redacted.Stream(text, Window, EntitySet.Of(DlpEntity.Iban)));
    }

    /// <summary>A key that runs over windows has a label in each.</summary>
    private static string Merged(string output)
    {
        while (output.Contains("[SECRET][SECRET]", StringComparison.Ordinal)) output = output.Replace("[SECRET][SECRET]", "[SECRET]", StringComparison.Ordinal);
        return output;
    }

    private static string Body(int bytes)
    {
        var random = new byte[bytes * 3 / 4];
        new Random(bytes).NextBytes(random);
        return string.Concat(Convert.ToBase64String(random).Chunk(64).Select(line => $"{new string(line)}\n"));
    }

    private static string Lines(string line, int bytes) => string.Concat(Enumerable.Repeat($"{line}\n", bytes / (line.Length + 1)));
}
