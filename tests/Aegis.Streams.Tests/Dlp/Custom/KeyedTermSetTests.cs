using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Custom;

namespace Aegis.Streams.Tests.Dlp.Custom;

public sealed class KeyedTermSetTests
{
    private static readonly TermKey Key = new("a key of sixteen"u8);

    [Fact]
    public void AnyTermsAndText_FindWhatTheTermsInClearFind()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            byte[][] terms = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Words(random, 1 + random.Next(3))).Distinct().Select(Encoding.ASCII.GetBytes)];
            var text = Encoding.ASCII.GetBytes(Words(random, random.Next(30)).ToUpperInvariant());
            var (expected, found) = (new FindingList(), new FindingList());
            new TermSet(terms).Scan(text, DlpEntity.Url, expected);
            Read(KeyedTermFile.Write(terms, Key, out _), Key)!.Scan(text, DlpEntity.Url, found);

            Assert.Equal(expected.Span.ToArray(), found.Span.ToArray());
        }
    }

    [Fact]
    public void ManyTerms_AreEachFoundAndNoOther()
    {
        byte[][] terms = [.. Enumerable.Range(0, 50_000).Select(i => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"customer n{i * 7}")))];
        var (set, findings) = (Read(KeyedTermFile.Write(terms, Key, out var count), Key)!, new FindingList());
        Assert.Equal(50_000, count);
        for (var i = 0; i < 20_000; i++)
        {
            findings.Begin();
            set.Scan(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"to Customer N{i * 17}")), DlpEntity.Url, findings);
            Assert.Equal(i * 17 % 7 == 0 && i * 17 < 7 * terms.Length ? 1 : 0, findings.Count);
        }
    }

    [Fact]
    public void Scan_AllocatesNothing()
    {
        var set = Read(KeyedTermFile.Write([.. Enumerable.Range(0, 1_000).Select(i => Encoding.ASCII.GetBytes($"n{i} doe"))], Key, out _), Key)!;
        var (text, findings) = (Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("the order of n7 doe, and n8 and doe; ", 40))), new FindingList());

        Assert.Equal(0, Allocation.Least(() =>
        {
            findings.Begin();
            set.Scan(text, DlpEntity.Url, findings);
        }));
        Assert.Equal(40, findings.Count);
    }

    [Fact]
    public void Filter_LetsOneWordInTwoHundredThroughAtMost()
    {
        var filter = new TermFilter(new byte[TermFilter.BytesFor(10_000)]);
        for (var i = 0; i < 10_000; i++)
        {
            var term = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"n{i}"));
            filter.Add(Key.Terms.Hash(term));
            filter.Add(Key.Words.Hash(term));
        }

        Assert.InRange(Enumerable.Range(10_000, 100_000).Count(i => filter.MayHave(Key.Words.Hash(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"n{i}"))))), 0, 500);
    }

    [Fact]
    public void File_IsTheSameForTheSameTermsAndAnotherForAnotherKey()
    {
        byte[][] terms = ["jane doe"u8.ToArray(), "4711"u8.ToArray()];
        var bytes = KeyedTermFile.Write(terms, Key, out var count);

        Assert.Equal(2, count);
        Assert.Equal("aegis-keyed-terms 1 words 2 3c9055721287d4cd 2 0000000000000010\n", Encoding.ASCII.GetString(bytes[..(bytes.AsSpan().IndexOf((byte)'\n') + 1)]));
        Assert.Equal("4b362ae04e388c1d9b616ba35c07533083c0272377a35ae4ff0dac0856094f42", Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal(bytes, KeyedTermFile.Write([terms[1], terms[0], terms[1]], Key, out _));
        Assert.NotEqual(bytes[^32..], KeyedTermFile.Write(terms, new TermKey("another key of 16"u8), out _)[^32..]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(256)]
    public void WordOfAnyLength_IsFound(int length)
    {
        var findings = new FindingList();
        var word = Encoding.ASCII.GetBytes(new string('w', length));
        Read(KeyedTermFile.Write([word], Key, out _), Key)!.Scan([.. "a "u8, .. word, .. " b"u8], DlpEntity.Url, findings);

        Assert.Equal((2, length), (Assert.Single(findings.Span.ToArray()).Start, findings.Span[0].Length));
    }

    [Fact]
    public void SetWithoutItsKey_ScansNothing() =>
        Assert.Throws<InvalidOperationException>(() => Read(KeyedTermFile.Write(["jane"u8.ToArray()], Key, out _), null)!.Scan("jane"u8, DlpEntity.Url, new FindingList()));

    private static KeyedTermSet? Read(byte[] bytes, TermKey? key)
    {
        Assert.Null(KeyedTermFile.Read(bytes, Key.Id, key is null ? TermKeys.Unused : new TermKeys(key), out var set));
        return set;
    }

    private static string Words(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => ((char)('a' + random.Next(4))).ToString()));
}
