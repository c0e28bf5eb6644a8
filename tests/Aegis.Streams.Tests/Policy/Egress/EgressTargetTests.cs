using System.Text;
using System.Text.Json;
using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Tests.Policy.Egress;

public sealed class EgressTargetTests
{
    public static TheoryData<string> Vectors() => EgressVectors.Names("targets");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Url_IsReadOrRefusedAsTheVectorSays(string name)
    {
        var vector = EgressVectors.Find("targets", name);
        var expect = vector.GetProperty("expect");
        var url = EgressVectors.Text(vector, "url");

        var parts = EgressParts.Read(Encoding.UTF8.GetBytes(url), out var fault);

        if (EgressVectors.IsRefusal(vector))
        {
            Assert.Null(parts);
            Assert.Equal(EgressVectors.Text(expect, "fault"), JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString()).Replace("ipv_6", "ipv6", StringComparison.Ordinal));
            return;
        }

        Assert.Equal(EgressFault.None, fault);
        var query = expect.TryGetProperty("query", out var text) ? text.GetString()! : "";
        Assert.Equal(
            new EgressParts(
                EgressVectors.Text(expect, "scheme"), EgressVectors.Text(expect, "host"), expect.GetProperty("port").GetInt32(), EgressVectors.Text(expect, "path"), query),
            parts);
        SecondOpinion.AssertAgrees(url, parts!);
    }

    [Fact]
    public void Vectors_AreManyAndMostAreRefusals()
    {
        var vectors = EgressVectors.Targets.ToList();
        Assert.InRange(vectors.Count(EgressVectors.IsRefusal), 120, vectors.Count);
        Assert.InRange(vectors.Count(vector => !EgressVectors.IsRefusal(vector)), 60, vectors.Count);
        Assert.All(vectors, vector => Assert.NotEmpty(EgressVectors.Text(vector, "description")));
    }

    [Fact]
    public void EveryFaultOfAUrl_HasAVector()
    {
        var seen = EgressVectors.Targets.Select(vector => EgressParts.Read(Encoding.UTF8.GetBytes(EgressVectors.Text(vector, "url")), out var fault) is null ? fault : EgressFault.None);
        Assert.Equal(Enum.GetValues<EgressFault>().Except([EgressFault.ScratchTooSmall]).Order(), seen.Distinct().Order());
    }

    [Fact]
    public void TextAndBytes_AreReadAlike() => Assert.All(EgressVectors.Targets, vector =>
    {
        var url = EgressVectors.Text(vector, "url");
        var parts = EgressParts.Read(Encoding.UTF8.GetBytes(url), out var expected);

        Assert.Equal(parts is not null, EgressTarget.TryParse(url, new byte[EgressTarget.MaxLength], out var target, out var fault));
        Assert.Equal(expected, fault);
        Assert.Equal(parts?.Host ?? "", Encoding.ASCII.GetString(target.Host));
    });

    [Fact]
    public void LoneSurrogate_IsRefused()
    {
        Assert.False(EgressTarget.TryParse("https://api.example.com/\ud800", new byte[EgressTarget.MaxLength], out _, out var fault));
        Assert.Equal(EgressFault.NonAsciiPath, fault);
    }

    [Fact]
    public void UrlInItsOwnScratch_IsRead()
    {
        var url = "HTTPS://API.example.com/%c3%a9"u8.ToArray();

        Assert.True(EgressTarget.TryParse(url, url, out var target, out _));
        Assert.Equal("https://api.example.com/%C3%A9", target.ToString());
    }

    [Fact]
    public void ScratchShorterThanTheUrl_IsAFaultOfTheCaller()
    {
        Assert.False(EgressTarget.TryParse("https://api.example.com/"u8, new byte[23], out _, out var fault));
        Assert.Equal(EgressFault.ScratchTooSmall, fault);
        Assert.False(EgressTarget.TryParse("https://api.example.com/", new byte[2047], out _, out fault));
        Assert.Equal(EgressFault.ScratchTooSmall, fault);
    }

    [Theory]
    [InlineData("https://api.example.com:443?", "")]
    [InlineData("HTTPS://API.example.com:443/a?token=secret", "https://api.example.com/a")]
    [InlineData("http://[2001:db8::1]:8080", "http://[2001:db8::1]:8080/")]
    [InlineData("smtp://mail.example.com:25", "smtp://mail.example.com:25/")]
    public void ToString_IsCanonicalAndLeavesTheQueryOut(string url, string expected)
    {
        _ = EgressTarget.TryParse(url, new byte[EgressTarget.MaxLength], out var target, out _);
        Assert.Equal(expected, target.ToString());
    }

    [Fact]
    public void Reading_AllocatesNothing()
    {
        var urls = EgressVectors.Targets.Select(vector => Encoding.UTF8.GetBytes(EgressVectors.Text(vector, "url"))).ToArray();
        var scratch = new byte[EgressTarget.MaxLength];

        Assert.Equal(0, Allocation.Least(() => ReadAll(urls, scratch)));
    }

    private static void ReadAll(byte[][] urls, byte[] scratch)
    {
        foreach (var url in urls) _ = EgressTarget.TryParse(url, scratch, out _, out _);
    }
}
