using System.Text;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Shows how a value looks without showing it: at most its first and its last character stay.</summary>
public static class MaskedSample
{
    private const int FewestForEnds = 8;
    private const int MostCharacters = 24;

    /// <summary>Masks a value.</summary>
    /// <param name="value">The value in UTF-8.</param>
    /// <returns>Asterisks, one for each character up to 24; of 8 characters and more the first and the last stay, if they are plain letters or digits.</returns>
    public static string Of(ReadOnlySpan<byte> value)
    {
        var count = 0;
        foreach (var one in value)
            if ((one & 0xC0) != 0x80) count++;
        var sample = new StringBuilder().Append('*', Math.Min(count, MostCharacters));
        if (count < FewestForEnds) return sample.ToString();
        if (char.IsAsciiLetterOrDigit((char)value[0])) sample[0] = (char)value[0];
        if (char.IsAsciiLetterOrDigit((char)value[^1])) sample[^1] = (char)value[^1];
        return sample.ToString();
    }
}
