using System.Text;
using CsCheck;

namespace Aegis.Streams.Tests.Dlp;

/// <summary>Texts for properties: any bytes, values among what they are easily confused with, JSON and delimited values made of these.</summary>
internal static class DlpTexts
{
    private static readonly string[] Pieces =
    [
        "ann@acme.example", "512-43-7781", "512 43 7781", "415-596-1111", "(415) 596-1111", "+1 415 596 1111", "+49 30 901820", "4111 1111 1111 1111", "4111111111111111",
        "DE89370400440532013000", "GB29 NWBK 6016 1331 9268 19", "8.8.4.4", "2001:db8::8a2e:370:7334", "born 1980-05-12", "password=vX9$kQ2mTz8pLw", "AKIAZ7QX2M4RTVB5KLWD",
        "https://ann:s3cr3tPw9x@db.acme.example/x", "ann(at)acme.example", "ann at acme dot com", "1EG4-TE5-MK73", "ssn 512437781", "call 4155961111", "NINO AB123456C", "passport A12345678",
        "Authorization: Bearer mF_9.B5f-4.1JqM", "-----BEGIN PRIVATE KEY-----MIIB", "-----END PRIVATE KEY-----", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl",
        "ann%40acme.example", "ann&#64;acme.example", "５１２-４３-７７８１", "5\u200B12-43-7781", "an\u00ADn@acme.example", "YW5uQGFjbWUuZXhhbXBsZQ==", "5O2-43-7781", "(415) 5O6-1O11", "NTEyLTQzLTc3ODE=", "eyJzc24iOjUxMjQzNzc4MX0", "QW5uIExlZSwgbWFp\nbCBhbm5AYWNtZS5l\neGFtcGxl\n", "аnn@acme.example", "512–43–7781",
        " ", " ", "\n", "\r\n", "-", ".", ",", "/", ":", "=", "@", "+", "(", ")", "[", "]", "{", "}", "\"", "'", "\\", "&", "%", "#", "_", "0", "1", "12", "512", "1234", "4155961111", "512437781",
        "order", "phone", "ssn", "dob", "token", "é", "\u0301", "\u00A0", "http://acme.example/x", "mac:00:1b:44:11:3a:b7", "\u200B", "日本", "😀", "x", "at", "dot", "%20", "&amp;", "&#", "\\u0040", "\\n", "eyJ", "ghp_", "::", "e-mail: ",
    ];

    private static readonly string[] Keys = ["note", "phone", "ssn", "password", "ann@acme.example", "512-43-7781", "+49 30 901820", "4111 1111 1111 1111"];

    /// <summary>Gets any bytes.</summary>
    public static Gen<byte[]> Bytes { get; } = Gen.OneOf(Gen.Byte.Array[0, 400], Gen.Int[0, 127].Select(one => (byte)one).Array[0, 400], Gen.Char["0123456789-. :@+(\"\\,\n"].Select(one => (byte)one).Array[0, 200]);

    /// <summary>Gets values and what looks like them, with and without anything between.</summary>
    public static Gen<string> Texts { get; } = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 24].Select(string.Concat);

    /// <summary>Gets the same with the end of a sentence between any two: no value touches another, or is near a word that names another.</summary>
    public static Gen<string> TextsApart { get; } = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 12].Select(pieces => string.Join("; ", pieces));

    /// <summary>Gets texts and any bytes.</summary>
    public static Gen<byte[]> Any { get; } = Gen.OneOf(Bytes, Texts.Select(Encoding.UTF8.GetBytes));

    /// <summary>Gets documents of JSON: values as keys, strings and numbers, escaped in all ways, some of them in strings.</summary>
    public static Gen<string> Json { get; } = JsonOf(Texts, Texts);

    /// <summary>Gets documents of JSON of values apart. A key is a value or a word, since a word that is redacted with a value beside it no longer speaks.</summary>
    public static Gen<string> JsonApart { get; } = JsonOf(Gen.Int[0, Keys.Length - 1].Select(key => Keys[key]), TextsApart);

    /// <summary>Gets records of delimited values, with as many quotes as they need.</summary>
    public static Gen<string> Records { get; } = RecordsOf(Texts);

    /// <summary>Gets records of values apart.</summary>
    public static Gen<string> RecordsApart { get; } = RecordsOf(TextsApart);

    /// <summary>Writes a string of JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="style">0: escaped as little as possible; 1: not ASCII is escaped; 2: every third character is; 3: all are.</param>
    public static string Quote(string text, int style)
    {
        var json = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            var one = text[i];
            if (style == 3 || (style == 2 && i % 3 == 0) || (style == 1 && one >= 0x80) || one < ' ') json.Append($"\\u{(int)one:x4}");
            else if (one is '"' or '\\') json.Append('\\').Append(one);
            else json.Append(one);
        }

        return json.Append('"').ToString();
    }

    private static Gen<string> JsonOf(Gen<string> keys, Gen<string> texts) => Gen.Select(keys, texts, texts, Gen.Int[0, 3], Gen.Int[0, 5], Gen.Long[0, 999_999_999_999_999_999], Write);

    private static Gen<string> RecordsOf(Gen<string> texts) => texts.Array[1, 5].Array[1, 5].Select(rows => string.Concat(rows.Select(cells => string.Join(',', cells.Select(Cell)) + "\r\n")));

    private static string Write(string one, string two, string three, int style, int shape, long number) => shape switch
    {
        0 => $"{{{Quote(one, style)}:{Quote(two, style)},\"n\":{number},\"ssn\":512437781,\"list\":[{Quote(three, style)},true,null,-1.5e3]}}",
        1 => $"{{\"phone\":{number},\"a\":{{\"secret\":{Quote(one, style)}}},\"email\":{Quote(two, style)},{Quote(one, style)}:[{Quote(three, style)}]}}",
        2 => $"{{\"text\":{Quote($"{{{Quote(one, style)}:{Quote(two, 0)},\"card\":4111111111111111,\"n\":{number}}}", style)},\"b\":{Quote(three, style)}}}",
        3 => $"[{Quote(Quote($"[{Quote(one, style)},4155961111,{{\"ssn\":512437781}}]", 0), style)},{number}]",
        4 => $"[{Quote($"{{\"a\":{Quote($"{{\"phone\":4155961111,\"m\":{Quote(one, style)}}}", 0)}}}", style)},{Quote(two, style)}]",
        _ => $"[{Quote(one, style)}, {Quote(two, 0)} , {number}, {Quote(three, style)}]\n",
    };

    private static string Cell(string text, int place) => place % 2 == 1 || text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
