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

    [Fact]
    public void RunOfX_IsNeverMissed()
    {
        for (var length = 6; length <= 140; length++)
        {
            for (var place = 0; place + 6 <= length; place++)
            {
                var text = Enumerable.Repeat((byte)'q', length).ToArray();
                for (var i = 0; i < 6; i++) text[place + i] = (byte)(i % 2 == 0 ? 'x' : 'X');
                Assert.True(PlaceholderFilter.MayHaveRunOfX(text), $"{length} bytes, the run at {place}");
            }
        }
    }

    [Fact]
    public void LongTextWithoutTwoXSideBySide_HasNoSuchRun() =>
        Assert.False(PlaceholderFilter.MayHaveRunOfX(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("password=example-key.", 20)))));
}
