using System.Collections.Immutable;
using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Tests.Policy.Egress;

public sealed class EgressAllowListTests
{
    [Fact]
    public void EmptyList_CoversNothing()
    {
        Assert.False(Covers(new EgressAllowList([]), "https://api.example.com/"));
        Assert.False(Covers(new EgressAllowList(default), "https://api.example.com/"));
        Assert.Empty(new EgressAllowList(default).Entries);
    }

    [Theory]
    [InlineData("https://api.example.com/v1/x", true)]
    [InlineData("https://api.example.com/v2", true)]
    [InlineData("https://api.example.com/v3", false)]
    [InlineData("https://a.example.com/v3", false)]
    [InlineData("https://a.example.com/public", true)]
    [InlineData("https://b.a.example.com/public", true)]
    [InlineData("https://b.a.example.com:8443/", true)]
    [InlineData("https://a.example.com:8443/", false)]
    [InlineData("https://example.com/public", false)]
    [InlineData("http://[2001:db8::1]/", true)]
    [InlineData("http://[2001:db8::2]/", false)]
    [InlineData("http://10.1.2.3/", true)]
    [InlineData("http://10.1.2.4/", false)]
    public void SeveralEntries_CoverWhatOneOfThemDoes(string url, bool expected)
    {
        var list = List(
            "https://api.example.com/v1", "https://api.example.com/v2", "https://*.example.com/public", "https://*.a.example.com:8443", "http://[2001:db8::1]", "http://10.1.2.3");
        Assert.Equal(expected, Covers(list, url));
    }

    [Fact]
    public void ThousandEntries_CoverWhatTheyCoverOneByOne()
    {
        var random = new Random(20267);
        string Host() => string.Join('.', Enumerable.Range(0, random.Next(2, 5)).Select(_ => (char)('a' + random.Next(6))));
        string Path() => random.Next(3) == 0 ? "" : $"/{random.Next(3)}";
        var list = List([.. Enumerable.Range(0, 1000).Select(_ => $"https://{(random.Next(3) == 0 ? "*." : "")}{Host()}{(random.Next(2) == 0 ? ":8443" : "")}{Path()}")]);
        var scratch = new byte[EgressTarget.MaxLength];
        var covered = 0;
        for (var round = 0; round < 2000; round++)
        {
            var url = $"https://{Host()}{(random.Next(2) == 0 ? ":8443" : "")}{Path()}";
            Assert.True(EgressTarget.TryParse(url, scratch, out var target, out _));
            var expected = false;
            foreach (var entry in list.Entries) expected |= entry.Covers(target);
            Assert.Equal((url, expected), (url, list.Covers(target)));
            if (expected) covered++;
        }

        Assert.InRange(covered, 200, 1800);
    }

    [Fact]
    public void Covering_AllocatesNothing()
    {
        var list = List([.. Enumerable.Range(0, 1000).Select(number => $"https://{(number % 2 == 0 ? "*." : "")}host{number}.example.com/v{number}")]);
        string[] urls = ["https://a.host2.example.com/v2/x", "https://host3.example.com/v3", "https://a.b.c.d.e.example.com/", "http://[2001:db8::1]/"];
        var count = 0;

        Assert.Equal(0, Allocation.Least(() => count = Count(list, urls)));
        Assert.Equal(2, count);
    }

    private static int Count(EgressAllowList list, string[] urls)
    {
        Span<byte> scratch = stackalloc byte[EgressTarget.MaxLength];
        var count = 0;
        foreach (var url in urls)
        {
            if (EgressTarget.TryParse(url, scratch, out var target, out _) && list.Covers(target)) count++;
        }

        return count;
    }

    private static EgressAllowList List(params string[] texts)
    {
        var entries = ImmutableArray.CreateBuilder<EgressEntry>();
        foreach (var text in texts)
        {
            Assert.True(EgressEntry.TryParse(text, out var entry, out var fault), $"{text}: {fault}");
            entries.Add(entry);
        }

        return new EgressAllowList(entries.ToImmutable());
    }

    private static bool Covers(EgressAllowList list, string url)
    {
        Assert.True(EgressTarget.TryParse(url, new byte[EgressTarget.MaxLength], out var target, out var fault), $"{url}: {fault}");
        return list.Covers(target);
    }
}
