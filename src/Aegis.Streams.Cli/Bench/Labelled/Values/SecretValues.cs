using System.Globalization;
using System.Text;

namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>
/// Makes secrets of no service. They are put together here from prefixes and random characters, so that no scanner of sources finds one.
/// GitHub's and npm's end in the CRC-32 of their random part in base 62.
/// </summary>
internal static class SecretValues
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Base64Url = Base62 + "-_";
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Symbols = "!#$%*+-_.";

    private static readonly string[] CloudKeys = ["AKIA", "ASIA", "ABIA", "ACCA"];
    private static readonly string[] CodeHosts = ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"];
    private static readonly string[] Chats = ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-"];
    private static readonly string[] KeyWords = ["password", "passwd", "secret", "api_key", "apiKey", "client_secret", "token", "pwd"];
    private static readonly string[] Schemes = ["postgres", "postgresql", "mysql", "amqp", "redis", "mongodb", "https"];
    private static readonly string[] Hosts = ["db:5432/crm", "cache.internal:6379/0", "mq-1.prod.internal:5672", "localhost:5432/app", "db.orders.internal/crm", "shop-db:3306/shop"];
    private static readonly string[] KeyKinds = ["", "RSA ", "EC ", "OPENSSH "];

    /// <summary>Makes a secret that its own form gives away.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The secret.</returns>
    public static SensitiveValue Prefixed(Draw draw) => Secret(draw.Below(18) switch
    {
        0 or 1 => draw.Pick(CloudKeys) + draw.Of(Base32, 16),
        2 or 3 => Checked(draw, draw.Pick(CodeHosts)),
        4 => $"github_pat_{draw.Of(Base62, 22)}_{WithChecksum(draw.Of(Base62, 53))}",
        5 => "glpat-" + draw.Of(Base64Url, 20),
        6 => $"{draw.Pick(Chats)}{draw.Digits(12)}-{draw.Digits(12)}-{draw.Of(Base62, 24)}",
        7 => (draw.Chance(0.5) ? "sk_live_" : "rk_live_") + draw.Of(Base62, 24),
        8 => $"sk-ant-api03-{draw.Of(Base64Url, 93)}AA",
        9 => $"sk-proj-{draw.Of(Base64Url, 48)}",
        10 => "AIza" + draw.Of(Base64Url, 35),
        11 => $"SG.{draw.Of(Base64Url, 22)}.{draw.Of(Base64Url, 43)}",
        12 => Checked(draw, "npm_"),
        13 => "hf_" + draw.Of(Letters, 34),
        14 => "dop_v1_" + draw.Hex(64),
        15 => "shpat_" + draw.Hex(32),
        _ => Jwt(draw),
    });

    /// <summary>Makes a secret for running text, with what gives it away around it.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The secret.</returns>
    public static SensitiveValue InText(Draw draw) => draw.Below(10) switch
    {
        < 5 => Prefixed(draw),
        5 => Secret(draw.Of(Base62, draw.Between(12, 20)), before: $"{draw.Pick(Schemes)}://app:", after: $"@{draw.Pick(Hosts)}"),
        6 => Secret(draw.Of(Base64Url, draw.Between(32, 48)), before: "Authorization: Bearer "),
        7 => Secret(Basic(draw), before: "Authorization: Basic "),
        8 => Generic(draw) with { Before = $"{draw.Pick(KeyWords)}{(draw.Chance(0.6) ? "=" : ": ")}" },
        _ => draw.Chance(0.4) ? Secret(PrivateKey(draw)) : Prefixed(draw),
    };

    /// <summary>Makes a header's value.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The secret; the scheme stands before it.</returns>
    public static SensitiveValue Header(Draw draw) => draw.Chance(0.8)
        ? Secret(draw.Chance(0.5) ? Jwt(draw) : draw.Of(Base64Url, draw.Between(32, 48)), before: "Bearer ")
        : Secret(Basic(draw), before: "Basic ");

    /// <summary>Makes a secret that only its key or word gives away: at most two of its characters repeat, so that its entropy is above 3.5.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The secret.</returns>
    public static SensitiveValue Generic(Draw draw)
    {
        while (true)
        {
            var text = draw.Of(Base62, draw.Between(14, 20));
            var flags = TruthFlags.Bare;
            if (draw.Chance(0.3)) (text, flags) = (text + draw.Of(Symbols, 1) + draw.Of(Base62, 3), flags | TruthFlags.Hard);
            if (text.Distinct().Count() >= text.Length - 2 && text.Any(char.IsAsciiDigit)) return Secret(text) with { Flags = flags };
        }
    }

    private static SensitiveValue Secret(string text, string before = "", string after = "") => new(EntityNames.Secret, text, TruthFlags.None, before, after);

    private static string Checked(Draw draw, string prefix) => prefix + WithChecksum(draw.Of(Base62, 30));

    private static string WithChecksum(string text)
    {
        Span<char> digits = stackalloc char[6];
        var rest = CheckDigits.Crc32(text);
        for (var i = digits.Length - 1; i >= 0; i--, rest /= 62) digits[i] = Base62[(int)(rest % 62)];
        return string.Concat(text, digits);
    }

    private static string Jwt(Draw draw)
    {
        var header = Encode($$"""{"alg":"{{(draw.Chance(0.5) ? "HS256" : "RS256")}}","typ":"JWT"}""");
        var claims = Encode(string.Create(
            CultureInfo.InvariantCulture, $$"""{"sub":"{{draw.Hex(12)}}","iat":{{draw.Between(1_700_000_000, 1_790_000_000)}},"scope":"crm.read"}"""));
        return $"{header}.{claims}.{draw.Of(Base64Url, 43)}";
    }

    private static string Basic(Draw draw) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"svc-{draw.Hex(4)}:{draw.Of(Base62, 16)}"));

    private static string PrivateKey(Draw draw)
    {
        var kind = draw.Pick(KeyKinds) + "PRIVATE" + " KEY-----";
        var text = new StringBuilder("-----BEGIN ").Append(kind).Append('\n');
        for (var line = 0; line < 3; line++) text.Append(draw.Of(Base62 + "+/", 64)).Append('\n');
        return text.Append(draw.Of(Base62 + "+/", 22)).Append("==\n-----END ").Append(kind).ToString();
    }

    private static string Encode(string json) => Convert.ToBase64String(Encoding.ASCII.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
