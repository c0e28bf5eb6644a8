using System.Text;
using Aegis.Streams.Dlp.Detectors;

namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>No word of placeholders is missed by the pairs of letters that it begins with.</summary>
public sealed class PlaceholderFilterTests
{
    [Theory]
    [InlineData("example")]
    [InlineData("EXAMPLES")]
    [InlineData("placeholder")]
    [InlineData("ChangeMe")]
    [InlineData("your")]
    [InlineData("Redacted")]
    public void WordAtAnyPlace_MakesAPlaceholder(string word)
    {
        for (var before = 0; before < 70; before++)
        {
            foreach (var after in (int[])[0, 1, 40])
            {
                var text = Encoding.ASCII.GetBytes(new string('-', before) + word + new string('-', after));
                Assert.True(SecretText.IsPlaceholder(text), $"{word} after {before}, before {after}");
            }
        }
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(13, true)]
    public void RunOfXAtAnyPlace_MakesAPlaceholderFromSixOn(int length, bool isPlaceholder)
    {
        for (var before = 1; before < 30; before++)
        {
            var text = Encoding.ASCII.GetBytes(new string('-', before) + new string('x', length - 2) + "Xx" + "-q");
            Assert.Equal(isPlaceholder, SecretText.IsPlaceholder(text));
            Assert.Equal(isPlaceholder, SecretText.IsPlaceholder(text.AsSpan(before, length + 1)));
            Assert.Equal(isPlaceholder, SecretText.IsPlaceholder(text.AsSpan(before - 1, length + 1)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("e")]
    [InlineData("vX9$kQ2mTz8qLw")]
    [InlineData("0123456789abcdefghij0123456789abcdefghij")]
    public void TextWithoutSuchPairs_HasNoSuchWord(string text) => Assert.False(PlaceholderFilter.MayBeIn(Encoding.ASCII.GetBytes(text)));
}
