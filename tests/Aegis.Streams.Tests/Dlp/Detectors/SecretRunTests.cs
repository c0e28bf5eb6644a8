using System.Text;
using Aegis.Streams.Dlp.Detectors;
using CsCheck;

namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>What is kept of a run from one place to the next says the same as a look at each place by itself.</summary>
public sealed class SecretRunTests
{
    private static readonly string[] Alphabets = ["ab", "password=", "abcdefghijklmnop", "aB3$x._-= \""];

    private static readonly Gen<(byte[] Text, int[] Places)> Runs =
        from alphabet in Gen.Int[0, Alphabets.Length - 1]
        from letters in Gen.Int[0, Alphabets[alphabet].Length - 1].Array[1, 3000]
        from places in Gen.Int[0, letters.Length].Array[1, 60]
        select (letters.Select(letter => (byte)Alphabets[alphabet][letter]).ToArray(), places);

    [Fact]
    public void AnyPlacesInAnyOrder_HaveTheEndAndTheEntropyThatTheyHaveAlone() => Runs.Sample(sample =>
    {
        var (text, places) = sample;
        Array.Sort(places, 0, places.Length / 2); // The other half goes back and forth.
        var run = new SecretRun();
        foreach (var place in places)
        {
            var end = run.EndOf(text, place);
            Assert.Equal(EndAlone(text, place), end);
            foreach (var least in (int[])[1024, Entropy.OfPrefixed, Entropy.OfNamed])
                Assert.Equal(Entropy.IsAtLeast(text.AsSpan(place..end), least), run.HasEntropy(text, place, end, least));
        }
    });

    [Fact]
    public void NextField_IsLookedAtAnew()
    {
        var run = new SecretRun();
        Assert.Equal(20, run.EndOf("aaaaaaaaaaaaaaaaaaaa"u8, 0));
        Assert.False(run.HasEntropy("aaaaaaaaaaaaaaaaaaaa"u8, 0, 20, Entropy.OfNamed));

        run.Begin();
        Assert.Equal(18, run.EndOf("vX9$kQ2mTz8qLwRb3N x"u8, 0));
        Assert.True(run.HasEntropy("vX9$kQ2mTz8qLwRb3N x"u8, 0, 18, Entropy.OfNamed));
    }

    [Fact]
    public void BytesBeyondTheFirst256_SayNothingOfTheEntropy()
    {
        var text = Encoding.ASCII.GetBytes(new string('a', 256) + "vX9$kQ2mTz8qLwRb3N");
        var run = new SecretRun();

        Assert.Equal(274, run.EndOf(text, 0));
        Assert.False(run.HasEntropy(text, 0, 274, 1));
        Assert.True(run.HasEntropy(text, 256, 274, Entropy.OfNamed));
    }

    private static int EndAlone(ReadOnlySpan<byte> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < SecretRun.MostBytes && SecretText.IsSecretByte(text[end])) end++;
        while (end > start && text[end - 1] == '.') end--;
        return end;
    }
}
