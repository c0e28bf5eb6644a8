namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Which bytes give a text its structure.</summary>
/// <param name="Delimiter">What stands between fields, besides line ends.</param>
/// <param name="Quote">What quotes; 0: the text has no structure.</param>
/// <param name="HasEscapes">Whether a backslash takes its meaning from what follows it.</param>
internal readonly record struct TextFormat(byte Delimiter, byte Quote, bool HasEscapes = false)
{
    /// <summary>Text without structure.</summary>
    public static readonly TextFormat Text;

    /// <summary>JSON: strings are all the structure that the masks show.</summary>
    public static readonly TextFormat Json = new((byte)'\n', (byte)'"', HasEscapes: true);

    /// <summary>Delimited values.</summary>
    /// <param name="delimiter">What stands between fields.</param>
    public static TextFormat Csv(byte delimiter) => new(delimiter, (byte)'"');
}
