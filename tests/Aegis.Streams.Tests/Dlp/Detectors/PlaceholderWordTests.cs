using System.Text;
using Aegis.Streams.Dlp.Detectors;

namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>No word of placeholders is missed by the pairs of letters that it begins with.</summary>
public sealed class PlaceholderWordTests
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
    [InlineData("")]
    [InlineData("e")]
    [InlineData("vX9$kQ2mTz8qLw")]
    [InlineData("0123456789abcdefghij0123456789abcdefghij")]
    public void TextWithoutSuchPairs_HasNoSuchWord(string text) => Assert.False(PlaceholderWord.MayBeIn(Encoding.ASCII.GetBytes(text)));
}
