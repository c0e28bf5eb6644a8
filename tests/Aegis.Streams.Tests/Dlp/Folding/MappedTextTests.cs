using Aegis.Streams.Dlp.Folding;

namespace Aegis.Streams.Tests.Dlp.Folding;

/// <summary>What is copied in vectors is what is copied byte by byte, and comes from the same places.</summary>
public sealed class MappedTextTests
{
    [Fact]
    public void StretchesOfAnyLength_AreCopiedUpToTheSign()
    {
        for (var length = 0; length <= 70; length++)
        {
            for (var sign = 0; sign <= length; sign++)
            {
                var text = new byte[length];
                Array.Fill(text, (byte)'a');
                if (sign < length) text[sign] = (byte)'\\';
                var target = new MappedText();
                target.Begin(length);
                Assert.Equal(sign, target.AddUntil(text, 0, (byte)'\\'));
                Assert.Equal(text.AsSpan(0, sign), target.Text);
            }
        }
    }

    [Fact]
    public void CharactersOfTwoBytes_LeaveTheRestInItsPlace()
    {
        var text = "0123456789abcdef0123\u00e9xyz\u00e9"u8.ToArray();
        var target = new MappedText();
        target.Begin(text.Length);
        var at = target.AddAscii(text, 0);
        Assert.Equal(20, at);
        target.Add((byte)'e', at);
        at = target.AddAscii(text, at + 2);
        Assert.Equal(25, at);
        target.Add((byte)'e', at);
        target.End(text.Length);
        Assert.Equal("0123456789abcdef0123exyze"u8, target.Text);
        Assert.Equal([19, 20, 22, 24, 25, 27], [target.PlaceOf(19), target.PlaceOf(20), target.PlaceOf(21), target.PlaceOf(23), target.PlaceOf(24), target.PlaceOf(25)]);
    }
}
