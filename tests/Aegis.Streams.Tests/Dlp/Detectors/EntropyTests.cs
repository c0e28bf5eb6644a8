using Aegis.Streams.Dlp.Detectors;

namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>The entropy of texts whose entropy is known.</summary>
public sealed class EntropyTests
{
    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(300, 1, 0)]
    [InlineData(256, 1, 0)]
    [InlineData(256, 2, 1024)]
    [InlineData(256, 16, 4 * 1024)]
    [InlineData(256, 256, 8 * 1024)]
    [InlineData(16, 8, 3 * 1024)]
    [InlineData(600, 4, 2 * 1024)]
    public void Text_HasJustSoMuch(int length, int different, int bits)
    {
        var text = new byte[length];
        for (var i = 0; i < length; i++) text[i] = (byte)(i % different);

        Assert.Equal(length > 0, Entropy.IsAtLeast(text, bits));
        Assert.False(Entropy.IsAtLeast(text, bits + 1));
    }
}
