using System.Security.Cryptography;
using System.Text;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>
/// Hostile data: what makes detectors begin again and again and find nothing, or find as much as there can be. Made without chance, so that it is
/// the same in each run.
/// </summary>
internal static class Floods
{
    /// <summary>The families, each with the form that it repeats; <see cref="Random"/> has none.</summary>
    public static readonly (string Family, string Form)[] Families =
    [
        ("digits", "7390215864"),
        ("groups of digits", "123-"),
        ("pairs of digits", "12 "),
        ("separators", "-. /_ "),
        ("at signs", "@"),
        ("addresses without an end", "a@a."),
        ("addresses", "ann@acme.example "),
        ("dots and digits", "1.1.1."),
        ("plus signs", "+1 "),
        ("colons", "a::1:"),
        ("almost cards", "4111 1111 1111 1112 "),
        ("almost cards, bare", "4111111111111112,"),
        ("almost social security numbers", "000-43-7781 "),
        ("almost telephones", "415-115-9611 "),
        ("almost IBANs", "DE88370400440532013000 "),
        ("almost IBANs, glued", "DE88370400440532013000"),
        ("letters of codes", "AB12"),
        ("beginnings of secrets", "-eyJ.AKIA.ghp_xoxb-"),
        ("labels of secrets", "password="),
        ("labels of placeholders", "password=example-key."),
        ("labels of redaction", "[CUSTOM:5124377811]"),
        ("disguised addresses", " at a dot "),
        ("escapes", "\\\\\\\""),
        ("escapes of characters", "\\u0035"),
        ("escapes of percent", "%25"),
        ("references", "&#53;"),
        ("look-alikes", "５１２－"),
        ("hidden characters", "5\u200B12-"),
        ("letters O", "5O-43 "),
        ("words", "order phone total "),
        ("one word", "A"),
        ("quotes", "\""),
        ("brackets", "[{"),
        ("siblings", "{\"area_code\":415,\"number\":5961111,\"a\":"),
        ("base64 of text", "YW5uQGFjbWUuZXhhbXBsZQ"),
        ("base64 of text, in parts", "YW5uQGFjbWUuZXhhbXBsZQ== "),
        ("base64 of brackets", "W3tbe1t7W3tb"),
        (Random, ""),
    ];

    private const string Random = "base64 of random bytes";

    /// <summary>Makes a text of a family.</summary>
    /// <param name="family">The family and its form.</param>
    /// <param name="bytes">How long it is, but for what is left of the last form.</param>
    public static byte[] Make((string Family, string Form) family, int bytes)
    {
        if (family.Family == Random) return Encoding.ASCII.GetBytes(Convert.ToBase64String(Noise(bytes * 3 / 4)));
        var form = Encoding.UTF8.GetBytes(family.Form);
        var text = new byte[bytes / form.Length * form.Length];
        for (var at = 0; at < text.Length; at += form.Length) form.CopyTo(text, at);
        return text;
    }

    private static byte[] Noise(int bytes)
    {
        var noise = new byte[bytes / SHA256.HashSizeInBytes * SHA256.HashSizeInBytes];
        var number = new byte[sizeof(int)];
        for (var at = 0; at < noise.Length; at += SHA256.HashSizeInBytes)
        {
            BitConverter.TryWriteBytes(number, at);
            SHA256.HashData(number, noise.AsSpan(at));
        }

        return noise;
    }
}
