using System.Security.Cryptography;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds addresses of wallets by their check digits.</summary>
internal static class CryptoWalletDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.CryptoWallet,
        DetectorTier.OnDemand,
        "Base58Check of Bitcoin: SHA-256 twice; Bech32 of BIP 173; Bech32m of BIP 350",
        ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "pay 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"],
        ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLz", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "bc1Qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "1111111111111111111111111111", "a1qqqqqqqqqqqqq"]);

    private const int FewestOfBase58 = 26;
    private const int MostOfBase58 = 35;
    private const int PayloadBytes = 21;
    private const int CheckBytes = 4;
    private const int FewestOfBech32 = 14;
    private const int MostOfBech32 = 90;
    private const int LongestPrefix = 5;
    private const int CheckCharacters = 6;
    private const uint Bech32 = 1;
    private const uint Bech32m = 0x2BC8_30A3;

    private static ReadOnlySpan<byte> Base58 => "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"u8;

    private static ReadOnlySpan<byte> Base32 => "qpzry9x8gf2tvdw0s3jn54khce6mua7l"u8;

    private static ReadOnlySpan<uint> Generators => [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3];

    /// <summary>Tests a token.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Test(in Field field, int start, int end, FindingList findings)
    {
        var token = field.Text[start..end];
        if (token.Length is < FewestOfBech32 or > MostOfBech32) return;
        if (IsBase58Check(token) || IsBech32(token)) findings.Add(start, end, DlpEntity.CryptoWallet, Confidence.Shape + Confidence.Checksum);
    }

    private static bool IsBase58Check(ReadOnlySpan<byte> token)
    {
        if (token.Length is < FewestOfBase58 or > MostOfBase58 || token[0] is not ((byte)'1' or (byte)'3')) return false;
        Span<byte> bytes = stackalloc byte[PayloadBytes + CheckBytes];
        bytes.Clear();
        foreach (var one in token)
        {
            var carry = Base58.IndexOf(one);
            if (carry < 0) return false;
            for (var i = bytes.Length - 1; i >= 0; i--)
            {
                carry += 58 * bytes[i];
                bytes[i] = (byte)carry;
                carry >>= 8;
            }

            if (carry != 0) return false;
        }

        if (bytes[0] is not (0 or 5) || bytes[..PayloadBytes].IndexOfAnyExcept((byte)0) < 0) return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..PayloadBytes], hash);
        SHA256.HashData(hash, hash);
        return hash[..CheckBytes].SequenceEqual(bytes[PayloadBytes..]);
    }

    private static bool IsBech32(ReadOnlySpan<byte> token)
    {
        var split = token.LastIndexOf((byte)'1');
        if (split is < 2 or > LongestPrefix || token.Length - split - 1 < CheckCharacters) return false;
        var (hasSmall, hasCapital, sum) = (false, false, 1U);
        foreach (var one in token)
        {
            hasSmall |= (uint)(one - 'a') < 26;
            hasCapital |= ByteClass.IsCapital(one);
        }

        if (hasSmall == hasCapital) return false;
        foreach (var one in token[..split])
        {
            if (!ByteClass.IsLetter(one)) return false;
            sum = Step(sum, (uint)(one | 0x20) >> 5);
        }

        sum = Step(sum, 0);
        foreach (var one in token[..split]) sum = Step(sum, (uint)(one | 0x20) & 31);
        foreach (var one in token[(split + 1)..])
        {
            var value = Base32.IndexOf(ByteClass.IsCapital(one) ? (byte)(one | 0x20) : one);
            if (value < 0) return false;
            sum = Step(sum, (uint)value);
        }

        return sum is Bech32 or Bech32m;
    }

    private static uint Step(uint sum, uint value)
    {
        var top = sum >> 25;
        sum = ((sum & 0x1FF_FFFF) << 5) ^ value;
        for (var i = 0; i < Generators.Length; i++)
            if (((top >> i) & 1) != 0) sum ^= Generators[i];
        return sum;
    }
}
