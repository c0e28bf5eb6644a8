using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Readers;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Tests.Dlp.Folding;

/// <summary>Words with accents are passed over, and nothing else that is not ASCII.</summary>
public sealed class AccentedWordsTests
{
    [Theory]
    [InlineData("\u00c9lodie Garnier", true)]
    [InlineData("Fr\u00f6hlich Maschinenbau e.K.", true)]
    [InlineData("M\u00fcller & S\u00f6hne M\u00fcller & S\u00f6hne M\u00fcller & S\u00f6hne M\u00fcller & S\u00f6hne M\u00fcller & S\u00f6hne", true)]
    [InlineData("\u0141\u00f3d\u017a", true)]
    [InlineData("M\u00fcller & S\u00f6hne", true)]
    [InlineData("\u00e9 512-43-7781", false)]
    [InlineData("Stra\u00dfe 12", false)]
    [InlineData("ren\u00e9@acme.example", false)]
    [InlineData("ren\u00e9 \u00e2t acme", false)]
    [InlineData("ann acme d\u00f4t com", false)]
    [InlineData("d\u00f3t \u0441om", false)]
    [InlineData("\u00c5KIAQWERTZUIOPASDFG", false)]
    [InlineData("\u00e9\u200b", false)]
    [InlineData("\u00e9\u00d7", false)]
    [InlineData("\u00e9 \uff15", false)]
    [InlineData("Donaudampfschiff\u00fcberfahrt", false)]
    [InlineData("\u00e9 &#64;", false)]
    [InlineData("\u00e9 %41", false)]
    [InlineData("\u00e9 \\u0040", false)]
    public void Value_IsPassedOverOrNot(string text, bool expected) => Assert.Equal(expected, AreAll(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void CutLetter_IsNoWord()
    {
        Assert.False(AreAll([(byte)'a', 0xC3]));
        Assert.False(AreAll([0xA9, (byte)'a']));
        Assert.False(AreAll([0xC3, 0xC3, 0xA9]));
    }

    [Fact]
    public void PassedOver_IsOnlyWhereNothingIsFoundOnceItIsFolded()
    {
        string[] pieces = ["\u00e9", "\u00c9", "\u00e2t", "d\u00f6t", "\u00e4", "\u00d8", " ", " ", ".", "@", "at", " at ", " dot ", "com", "acme", "AKI", "ghp_", "g\u00edthub", "-", "(", ")", "YW5uQGFjbWUuZXhhbXBsZQ", "hello", "key: ", "='", "\u0430", "Q", "MNPRSTUVWXYZ", "eyJ", "-----BEGIN PRIVATE KEY-----"];
        var random = new Random(31);
        var (values, options, passed, found) = (new ValueScanner(), new ScanOptions(EntitySet.Default, 2026), 0, 0);
        for (var round = 0; round < 60_000; round++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(random.GetItems(pieces, random.Next(1, 14))));
            FindingList findings = new();
            values.ScanFolded(text, 0, Signals.None, options, findings);
            found += findings.Count;
            if (!AreAll(text)) continue;
            passed++;
            if (findings.Count > 0) Assert.Fail($"`{Encoding.UTF8.GetString(text)}` has {findings.Span[0]}.");
        }

        Assert.True(passed > 2_000 && found > 5_000, $"Only {passed} were passed over, and {found} findings made.");
    }

    private static bool AreAll(byte[] text)
    {
        var (words, answers) = (new AccentedWords(), new List<bool>());
        foreach (var isWide in (bool[])[false, BlockClassifier.IsWide])
        {
            var index = new TextIndex { IsWide = isWide };
            index.Build(text, TextFormat.Csv((byte)','));
            if (index.NextSpecial(0) < 0) return false;
            answers.Add(words.AreAll(text, index, 0, text.Length));
        }

        Assert.Equal(answers[0], answers[1]);
        return answers[0];
    }
}
