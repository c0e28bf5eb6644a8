using System.Text;
using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Tests.Policy.Egress;

/// <summary>Damaged and made-up URLs: nothing throws, and what is accepted means the same to the platform's reader and to ours again.</summary>
public sealed class EgressTargetFuzzTests
{
    private const int Rounds = 15_000;

    private static readonly string[] Hosts =
        ["api.example.com", "A.b", "localhost", "10.1.2.3", "127.1", "0x7f.1", "1.2.3.4.5", "a.0x1", "[::1]", "[2001:db8::1]", "[::ffff:1.2.3.4]", "xn--bcher-kva.example", "xn--a", "a..b", "a.", "a_b", "a-.b", ""];

    private static readonly string[] Pieces =
        ["/", "//", ".", "..", "%2e", "%2F", "%41", "%20", "%C3%A9", "%c0%af", "%EF%BC%8E", "a", "v1", ";", "@", ":", "?", "#", "\\", "%", "*", "~", "\u00e9", " ", "%00", "[", "!", "'", "%7B", "%3A", "%E2%80%8E"];

    private static readonly byte[] Special = [.. "/\\?#@:%[].;-_~ \t\r\n\0*&=+,'\"<>{}|^`0xX19afAF"u8, 0x80, 0xC2, 0xE2, 0xEF, 0xFF];

    [Theory]
    [InlineData(20261)]
    [InlineData(20262)]
    public void GoodUrlWithRandomBytes_IsRefusedOrReadAlike(int seed)
    {
        var random = new Random(seed);
        // The longest would take most of the time and show nothing more.
        var good = EgressVectors.GoodUrls.Where(url => url.Length < 300).Select(Encoding.ASCII.GetBytes).ToArray();
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var url = Mutate(good[random.Next(good.Length)], random);
            if (Check(url, $"seed {seed}, round {round}")) accepted++;
        }

        // Enough must pass for the comparison to mean something.
        Assert.InRange(accepted, Rounds / 10, Rounds);
    }

    [Theory]
    [InlineData(20263)]
    public void UrlOfTrickyPieces_IsRefusedOrReadAlike(int seed)
    {
        var random = new Random(seed);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var tail = string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var port = random.Next(4) switch { 0 => ":443", 1 => $":{random.Next(70_000)}", _ => "" };
            var url = $"{(random.Next(2) == 0 ? "https" : "http")}://{Hosts[random.Next(Hosts.Length)]}{port}/{tail}";
            if (Check(Encoding.UTF8.GetBytes(url), $"seed {seed}, round {round}")) accepted++;
        }

        Assert.InRange(accepted, Rounds / 20, Rounds);
    }

    [Fact]
    public void RandomBytes_AreRefused()
    {
        var random = new Random(20264);
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            Assert.Null(EgressParts.Read(bytes, out _));
        }
    }

    private static bool Check(byte[] url, string place)
    {
        if (EgressParts.Read(url, out var fault) is not { } parts)
        {
            Assert.NotEqual(EgressFault.None, fault);
            return false;
        }

        SecondOpinion.AssertAgrees(Encoding.ASCII.GetString(url), parts);
        Assert.Equal((place, parts), (place, EgressParts.Read(parts.ToString())));
        return true;
    }

    private static byte[] Mutate(byte[] url, Random random)
    {
        var bytes = new List<byte>(url);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            var value = random.Next(3) switch
            {
                0 => Special[random.Next(Special.Length)],
                1 => (byte)random.Next(0x21, 0x7F),
                _ => (byte)random.Next(256),
            };
            if (random.Next(3) == 0) bytes.Insert(at, value);
            else if (at < bytes.Count && random.Next(2) == 0) bytes.RemoveAt(at);
            else if (at < bytes.Count) bytes[at] = value;
        }

        return [.. bytes];
    }
}
