using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>Checksums of encoded values against a second way to compute each: random values as others would write them are found, and none with one other character.</summary>
public sealed class EncodedChecksumTests
{
    private const int Values = 400;
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const string Base32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // BIP 173: x^6 + {29}x^5 + {22}x^4 + {20}x^3 + {21}x^2 + {29}x + {18} over GF(32), without the leading term.
    private static readonly int[] Generator = [29, 22, 20, 21, 29, 18];

    [Fact]
    public void Base58Check_AgreesWithLongDivision() => Compare("CRYPTO_WALLET", Base58, random =>
    {
        var payload = new byte[21];
        random.NextBytes(payload);
        payload[0] = (byte)(random.Next(2) * 5);
        if (payload[0] == 0 && random.Next(4) == 0) payload.AsSpan(1, random.Next(1, 4)).Clear();
        byte[] whole = [.. payload, .. SHA256.HashData(SHA256.HashData(payload))[..4]];
        var text = new StringBuilder();
        for (var rest = new BigInteger(whole, isUnsigned: true, isBigEndian: true); rest > 0; rest /= 58) text.Insert(0, Base58[(int)(rest % 58)]);
        return text.Insert(0, "1", whole.TakeWhile(one => one == 0).Count()).ToString();
    });

    [Theory]
    [InlineData(1)]
    [InlineData(0x2BC830A3)]
    public void Bech32_AgreesWithDivisionOfPolynomials(int constant) => Compare("CRYPTO_WALLET", Base32, random =>
    {
        var prefix = random.Next(3) switch { 0 => "bc", 1 => "tb", _ => "ltc" };
        var data = Enumerable.Range(0, random.Next(20, 60)).Select(_ => random.Next(32)).ToArray();
        int[] value = [1, .. prefix.Select(one => one >> 5), 0, .. prefix.Select(one => one & 31), .. data, 0, 0, 0, 0, 0, 0];
        for (var place = 0; place < value.Length - 6; place++)
        {
            var factor = value[place];
            for (var i = 0; i < Generator.Length; i++) value[place + 1 + i] ^= Product(factor, Generator[i]);
        }

        var check = value[^6..].Select((one, i) => one ^ ((constant >> (5 * (5 - i))) & 31));
        return $"{prefix}1{string.Concat(data.Concat(check).Select(one => Base32[one]))}";
    });

    [Fact]
    public void Crc32OfTokens_AgreesWithItsPolynomialBitByBit() => Compare("SECRET", Base62, random =>
    {
        var body = string.Concat(Enumerable.Range(0, 30).Select(_ => Base62[random.Next(62)]));
        var sum = uint.MaxValue;
        foreach (var one in body)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var isSet = ((sum ^ ((uint)one >> bit)) & 1) != 0;
                sum = (sum >> 1) ^ (isSet ? 0xEDB8_8320 : 0);
            }
        }

        var (check, rest) = ("", ~sum);
        for (var i = 0; i < 6; i++, rest /= 62) check = Base62[(int)(rest % 62)] + check;
        return $"ghp_{body}{check}";
    });

    private static void Compare(string entity, string alphabet, Func<Random, string> make)
    {
        var random = new Random(20261130);
        for (var i = 0; i < Values; i++)
        {
            var value = make(random);
            Assert.Contains($"{entity} {value}", In(value));
            var place = random.Next(5, value.Length);
            var other = alphabet[(alphabet.IndexOf(value[place], StringComparison.Ordinal) + 1 + random.Next(alphabet.Length - 1)) % alphabet.Length];
            Assert.DoesNotContain(In($"{value[..place]}{other}{value[(place + 1)..]}"), found => found.StartsWith(entity, StringComparison.Ordinal));
        }
    }

    private static string[] In(string value) => Found.InText($"see {value}, now", Found.Everything);

    /// <summary>Multiplies in GF(32), whose elements are polynomials over GF(2) modulo x^5 + x^3 + 1.</summary>
    private static int Product(int one, int other)
    {
        var product = 0;
        for (var bit = 0; bit < 5; bit++)
            if (((other >> bit) & 1) != 0) product ^= one << bit;
        for (var bit = 8; bit >= 5; bit--)
            if (((product >> bit) & 1) != 0) product ^= 0b101001 << (bit - 5);
        return product;
    }
}
