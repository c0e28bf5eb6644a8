using System.Text;

namespace Aegis.Streams.Tests.Intents;

/// <summary>Makes texts that are JSON or nearly so: tokens in a row, and valid texts with some bytes changed.</summary>
internal sealed class JsonMutations(int seed)
{
    private static readonly byte[][] Tokens = All(
        "{", "}", "[", "]", ":", ",", "\"a\"", "\"\\u0061\"", "\"b\"", "1", "-", "0", "01", "1e9", "1E+99999", "1.5", ".", "e", "null", "true",
        "false", "nul", "tru", " ", "\n", "\r", "\t", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\ud83d", "\"", "\\", "\\u", "\\n", "\\x", "é", "😀",
        "\u0001", "\u007f", "/", "/*", "\ufeff", "\"\":", "\"a\":1", "\"a\":{", "\"b\":[", "\"anna@example.com\":", "12345678901234567890123",
        "\"abcdefghijklmnopqrstuvwxyz\"");

    private static readonly byte[][] Texts = All(
        "{}",
        """{"sku":"SKU-000123","quantity":2,"unit_price":19.99,"note":null,"is_new":true,"address":{"city":"Köln"},"items":[{"sku":"a","n":1},[0,-0.5e-3]]}""",
        """{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00",null,true,{"a":1}],"b":{"a":2, "\u0062":[[],{}] },"c\n":"\\\"\/","":0.0E-7}""");

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        if (_random.Next(3) == 0) return [.. _random.Next(2) == 0 ? Tokens[0] : [], .. _random.GetItems(Tokens, _random.Next(14)).SelectMany(token => token)];
        var text = Texts[_random.Next(Texts.Length)].ToList();
        for (var changes = _random.Next(4); changes > 0; changes--) Change(text);
        return [.. text];
    }

    private static byte[][] All(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private void Change(List<byte> text)
    {
        var at = _random.Next(text.Count + 1);
        var length = Math.Min(_random.Next(30), text.Count - at);
        switch (_random.Next(5))
        {
            case 0:
                text.RemoveRange(at, length);
                break;
            case 1:
                text.RemoveRange(at, _random.Next(3) == 0 ? text.Count - at : Math.Min(1, length));
                break;
            case 2:
                if (length > 0) text[at] = (byte)_random.Next(256);
                break;
            case 3:
                text.InsertRange(at, text.GetRange(at, length));
                break;
            default:
                text.InsertRange(at, Tokens[_random.Next(Tokens.Length)]);
                break;
        }
    }
}
