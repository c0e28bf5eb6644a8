using System.Text;
using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Tests.Policy.Egress;

public sealed class EgressEntryTests
{
    public static TheoryData<string> Entries() => EgressVectors.Names("entries");

    public static TheoryData<string> Coverage() => EgressVectors.Names("coverage");

    [Theory]
    [MemberData(nameof(Entries))]
    public void Text_IsReadOrRefusedAsTheVectorSays(string name)
    {
        var vector = EgressVectors.Find("entries", name);
        var expect = vector.GetProperty("expect");

        var isEntry = EgressEntry.TryParse(EgressVectors.Text(vector, "text"), out var entry, out var fault);

        if (EgressVectors.IsRefusal(vector))
        {
            Assert.Equal((false, EgressVectors.Text(expect, "fault")), (isEntry, fault));
            Assert.Null(entry);
            return;
        }

        Assert.Null(fault);
        Assert.NotNull(entry);
        Assert.Equal(EgressVectors.Text(expect, "canonical"), entry.ToString());
        if (expect.TryGetProperty("scheme", out var scheme)) Assert.Equal(scheme.GetString(), entry.Scheme);
        if (expect.TryGetProperty("host", out var host)) Assert.Equal(host.GetString(), entry.Host);
        if (expect.TryGetProperty("subdomains", out var subdomains)) Assert.Equal(subdomains.GetBoolean(), entry.CoversSubdomains);
        if (expect.TryGetProperty("port", out var port)) Assert.Equal(port.GetInt32(), entry.Port);
        if (expect.TryGetProperty("path", out var path)) Assert.Equal(path.GetString(), entry.Path);
        Assert.Equal(entry.ToString(), Read(entry.ToString()).ToString());
    }

    [Theory]
    [MemberData(nameof(Coverage))]
    public void Entry_CoversWhatTheVectorSays(string name)
    {
        var vector = EgressVectors.Find("coverage", name);
        var entry = Read(EgressVectors.Text(vector, "entry"));

        Assert.All(vector.GetProperty("covers").EnumerateArray(), url => Assert.True(Covers(entry, url.GetString()!)));
        Assert.All(vector.GetProperty("covers_not").EnumerateArray(), url => Assert.False(Covers(entry, url.GetString()!)));
    }

    [Fact]
    public void GoodTarget_IsCoveredByItselfAsAnEntry() => Assert.All(EgressVectors.GoodUrls, url =>
    {
        var plain = url.Split('?')[0];
        if (plain.Contains('*', StringComparison.Ordinal)) return;
        Assert.True(Covers(Read(plain), url));
    });

    [Fact]
    public void HostileUrl_IsNoEntry() => Assert.All(
        EgressVectors.Targets.Where(EgressVectors.IsRefusal).Where(vector => EgressVectors.Text(vector, "name") != "wildcard_host"),
        vector => Assert.False(EgressEntry.TryParse(EgressVectors.Text(vector, "url"), out _, out _)));

    [Fact]
    public void SeveralFaults_ShowNothingOfTheText()
    {
        Assert.False(EgressEntry.TryParse("https://anna:hunter2@*.com/x?y", out _, out var fault));
        Assert.DoesNotContain("hunter2", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void DefaultTarget_IsNotCovered() => Assert.False(Read("https://api.example.com").Covers(default));

    // What an export to another engine says of the same parts.
    [Fact]
    public void Covering_IsEqualityAndAffixesOfCanonicalStrings()
    {
        var random = new Random(20266);
        string[] hosts = ["example.com", "a.example.com", "b.a.example.com", "aexample.com", "example.com.a", "com.example"];
        string[] paths = ["", "/", "/v1", "/v1/", "/v10", "/v1/x", "/v1/x/", "/v", "/V1", "/v1:x"];
        var covered = 0;
        for (var round = 0; round < 5_000; round++)
        {
            string Port() => random.Next(3) == 0 ? ":8443" : "";
            string Scheme() => random.Next(4) == 0 ? "http" : "https";
            var entry = Read($"{Scheme()}://{(random.Next(2) == 0 ? "*." : "")}{hosts[random.Next(hosts.Length)]}{Port()}{paths[random.Next(paths.Length)]}");
            var url = $"{Scheme()}://{hosts[random.Next(hosts.Length)]}{Port()}{paths[random.Next(paths.Length)]}";
            var target = EgressParts.Read(url)!;

            var expected = target.Scheme == entry.Scheme && target.Port == entry.Port
                && (entry.CoversSubdomains ? target.Host.EndsWith("." + entry.Host, StringComparison.Ordinal) : target.Host == entry.Host)
                && (target.Path == entry.Path || target.Path.StartsWith(entry.Path + "/", StringComparison.Ordinal));
            Assert.Equal((entry.ToString(), url, expected), (entry.ToString(), url, Covers(entry, url)));
            if (expected) covered++;
        }

        Assert.InRange(covered, 40, 4_900);
    }

    private static EgressEntry Read(string text)
    {
        Assert.True(EgressEntry.TryParse(text, out var entry, out var fault), $"{text}: {fault}");
        return entry;
    }

    private static bool Covers(EgressEntry entry, string url)
    {
        Assert.True(EgressTarget.TryParse(Encoding.UTF8.GetBytes(url), new byte[EgressTarget.MaxLength], out var target, out var fault), $"{url}: {fault}");
        return entry.Covers(target);
    }
}
