using System.Globalization;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Makes texts that strict reading refuses, though most readers take many of them, each in its own way.</summary>
internal static class BrokenJson
{
    public static string Next(string json, Dice dice)
    {
        var rest = json.Trim()[1..];
        var comma = rest.TrimStart().StartsWith('}') ? "" : ",";
        return dice.Next(14) switch
        {
            0 => $"{{\"discount\":1,\"discount\":90}}",
            1 => $"{{\"discount\":90,\"discoun\\u0074\":1}}",
            2 => $"{{\"customer\":{{\"level\":1,\"level\":90}}}}",
            3 => $"{{\"discount\":NaN{comma}{rest}",
            4 => $"{{\"discount\":01{comma}{rest}",
            5 => $"{{\"note\":\"\\ud800\"{comma}{rest}",
            6 => $"{{\"\\udc00\":1{comma}{rest}",
            7 => $"{json}{{}}",
            8 => $"{json[..^1]},}}",
            9 => $"// {json}",
            10 => dice.Pick(["[]", "25", "null", "\"x\"", " ", "{", "{'discount':1}", "\ufeff{}"]),
            11 => $"{{\"deep\":{new string('[', 40)}{new string(']', 40)}{comma}{rest}",
            12 => $"{{\"discount\":1e99999{comma}{rest}",
            _ => $"{{\"discount\":0.{new string('1', 400).ToString(CultureInfo.InvariantCulture)}{comma}{rest}",
        };
    }
}
