using System.Globalization;
using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Dlp.Folding;

namespace Aegis.Streams.Tests.Dlp.Custom;

public sealed class TermSetTests
{
    [Theory]
    [InlineData("Falcon", "falcon")]
    [InlineData(" Nine  Lives ", "nine lives")]
    [InlineData("O'Brien & Söhne", "o brien sohne")]
    [InlineData("4711", "4711")]
    [InlineData("C++", null)]
    [InlineData("-x", null)]
    [InlineData("日本", null)]
    [InlineData("", null)]
    [InlineData("a    b", null)]
    [InlineData("a b c d e f g h i j k l m n o p q", null)]
    public void Term_IsItsWordsInSmallLetters(string text, string? expected)
    {
        Assert.Equal(expected, Term.Canonical(Encoding.UTF8.GetBytes(text), new TextFold()) is { } canonical ? Encoding.ASCII.GetString(canonical) : null);
        Assert.Equal(expected is not null, Term.IsValid(text));
    }

    [Fact]
    public void AnyTermsAndText_FindWhatANaiveSearchFinds()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var terms = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Words(random, 1 + random.Next(3))).Distinct().ToArray();
            var text = Words(random, random.Next(30));
            var findings = new FindingList();
            new TermSet([.. terms.Select(Encoding.ASCII.GetBytes)]).Scan(Encoding.ASCII.GetBytes(text), DlpEntity.Url, findings);

            var expected = new List<string>();
            var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < words.Length; i++)
                if (Enumerable.Range(1, words.Length - i).Reverse().Select(count => string.Join(' ', words[i..(i + count)])).FirstOrDefault(terms.Contains) is { } longest) expected.Add(longest);
            Assert.Equal(expected, findings.Span.ToArray().Select(finding => text.Substring(finding.Start, finding.Length)));
        }
    }

    [Fact]
    public void AMillionTerms_AreEachFoundAndNoOther()
    {
        var terms = new byte[TermSet.MostTerms][];
        for (var i = 0; i < terms.Length; i++) terms[i] = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"customer n{i * 7}"));
        var set = new TermSet(terms);
        var findings = new FindingList();
        for (var i = 0; i < 20_000; i++)
        {
            findings.Begin();
            set.Scan(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"to Customer N{i * 349}")), DlpEntity.Url, findings);
            Assert.Equal(i * 349 % 7 == 0 && i * 349 < 7 * terms.Length ? 1 : 0, findings.Count);
        }

        Assert.Throws<ArgumentException>(() => new TermSet([.. terms, [(byte)'x']]));
    }

    private static string Words(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => ((char)('a' + random.Next(4))).ToString()));
}
