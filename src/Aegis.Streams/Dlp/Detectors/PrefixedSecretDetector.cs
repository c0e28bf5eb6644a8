using System.Buffers;
using System.IO.Hashing;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds keys and tokens that begin with the prefix of their vendor.</summary>
internal static class PrefixedSecretDetector
{
    /// <summary>What is said of it. The examples are put together here, so that no scanner of secrets takes them for real.</summary>
    public static readonly Detector About = new(
        DlpEntity.Secret,
        DetectorTier.Value,
        "Documents of the vendors and the rules of gitleaks (MIT); checksums of tokens as GitHub describes them; RFC 7519 for JWT",
        ["AKIA" + "Z7QX2M4RTVB5KLWD", "xoxb" + "-1234567890-abcdefGHIJKL", "sk_live" + "_4eC39HqLyjWDarjtT1zdp7dc", "AIza" + "SyD3kQpVx8LmN4oRtUwYz1A2bC5dE6fG7hI", "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg"],
        ["AKIA" + "EXAMPLEEXAMPLE12", "sk_live" + "_xxxxxxxxxxxxxxxxxxxxxxxx", "ghp" + "_abcdefghijklmnopqrstuvwxyz0123456789", "eyJhbGci.x.y", "AKIAB"]);

    private const int CheckDigits = 6;
    private const int LongestHeader = 4096;
    private const int FarthestStart = 64;
    private const int DecodedAtOnce = 512;
    private const int FirstBytes = 3;

    private static readonly SearchValues<byte> Base62 = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);
    private static readonly SearchValues<byte> Capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"u8);
    private static readonly SearchValues<byte> Base64Url = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"u8);
    private static readonly SearchValues<byte> Dotted = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_."u8);

    private static readonly Rule[] Rules =
    [
        new("AKIA", Capitals, 16, 16), new("ASIA", Capitals, 16, 16), new("ABIA", Capitals, 16, 16), new("ACCA", Capitals, 16, 16),
        new("ghp_", Base62, 36, 36, true), new("gho_", Base62, 36, 36, true), new("ghu_", Base62, 36, 36, true), new("ghs_", Base62, 36, 36, true), new("ghr_", Base62, 36, 76, true),
        new("github_pat_", Base64Url, 22, 90), new("glpat-", Base64Url, 20, 60),
        new("xoxa-", Base64Url, 10, 250), new("xoxb-", Base64Url, 10, 250), new("xoxp-", Base64Url, 10, 250), new("xoxr-", Base64Url, 10, 250), new("xoxs-", Base64Url, 10, 250),
        new("sk_live_", Base62, 10, 250), new("rk_live_", Base62, 10, 250), new("sk-ant-", Base64Url, 20, 200), new("sk-proj-", Base64Url, 20, 250),
        new("AIza", Base64Url, 35, 35), new("SG.", Dotted, 66, 66), new("npm_", Base62, 36, 36, true), new("hf_", Base62, 30, 50), new("dop_v1_", Base62, 64, 64), new("shpat_", Base62, 32, 32),
    ];

    // The first bytes of each prefix, none of which is two letters and a hyphen alone (UnnamedField), by which the first rule is found that may be meant.
    private static readonly int[] Firsts = [.. Rules.Select(rule => Pack(rule.Prefix))];

    /// <summary>Tests a place.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">The place.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Test(in Field field, int at, FindingList findings)
    {
        // A name may stand before it with a low line; a small letter ends a word before the capitals of some prefixes.
        if (ByteClass.IsAlphanumeric(field[at - 1]) && !(ByteClass.IsCapital(field[at + 1]) && ByteClass.IsLetter(field[at - 1]) && !ByteClass.IsCapital(field[at - 1]))) return;
        var text = field.Text[at..];
        if (text.StartsWith("eyJ"u8)) TestJwt(text, at, MostOfHeader(field, at), findings);
        var first = text.Length < FirstBytes ? -1 : Firsts.AsSpan().IndexOf(Pack(text));
        if (first < 0) return;
        foreach (var rule in Rules.AsSpan(first))
        {
            if (!text.StartsWith(rule.Prefix)) continue;
            var rest = text[rule.Prefix.Length..];
            if (rest.Length > rule.Most + 2) rest = rest[..(rule.Most + 2)]; // A longer run is none, with a stop at its end or not.
            var length = rest.IndexOfAnyExcept(rule.Alphabet);
            if (length < 0) length = rest.Length;
            while (length > 0 && rest[length - 1] == '.') length--;
            if (length < rule.Fewest || length > rule.Most) return;
            var body = rest[..length];
            if (SecretText.IsPlaceholder(body) || SecretText.IsExample(body) || !Entropy.IsAtLeast(body, Entropy.OfPrefixed) || (rule.HasChecksum && !HasChecksum(body))) return;
            findings.Add(at, at + rule.Prefix.Length + length, DlpEntity.Secret, Confidence.Max);
            return;
        }
    }

    private static int Pack(ReadOnlySpan<byte> text) => (text[0] << 16) | (text[1] << 8) | text[2];

    /// <summary>Tests for three parts in base64url, the first of which is an object of JSON that names an algorithm.</summary>
    private static void TestJwt(ReadOnlySpan<byte> text, int at, int most, FindingList findings)
    {
        // Part by part, since many tokens may begin in one run of such characters.
        var first = PartLength(text[..Math.Min(text.Length, most)]);
        if (first < 10 || !findings.IsFreeAt(at) || !NamesAlgorithm(text[..first])) return;
        var second = PartLength(text[(first + 1)..]);
        if (second < 4) return;
        var signature = text[(first + second + 2)..];
        var length = signature.IndexOfAnyExcept(Base64Url);
        var end = first + second + 2 + (length < 0 ? signature.Length : length);
        findings.Add(at, at + end, DlpEntity.Secret, Confidence.Max);
    }

    /// <summary>
    /// Says how long a header may be: certificates make it as long as they like where a run of such characters begins. Farther in one, where as many tokens
    /// may begin as there are hyphens, each is looked at for a bounded length.
    /// </summary>
    private static int MostOfHeader(in Field field, int at)
    {
        var before = field.Text[Math.Max(0, at - FarthestStart)..at];
        return at <= FarthestStart || before.LastIndexOfAnyExcept(Base64Url) >= 0 ? int.MaxValue : LongestHeader;
    }

    /// <summary>Says whether a header has the member `alg`, which may stand behind keys and certificates.</summary>
    private static bool NamesAlgorithm(ReadOnlySpan<byte> header)
    {
        const int kept = 4; // Of a name of five bytes that begins in one stretch and ends in the next.
        Span<byte> decoded = stackalloc byte[kept + (DecodedAtOnce / 4 * 3)];
        decoded[..kept].Clear();
        for (header = header[..(header.Length & ~3)]; !header.IsEmpty; header = header[Math.Min(header.Length, DecodedAtOnce)..])
        {
            if (DecodeUrl(header[..Math.Min(header.Length, DecodedAtOnce)], decoded[kept..]) is not (> 0 and var written)) return false;
            if (decoded[..(kept + written)].IndexOf("\"alg\""u8) >= 0) return true;
            decoded.Slice(written, kept).CopyTo(decoded);
        }

        return false;
    }

    /// <summary>Finds how long a part is that ends with a dot; -1: none does.</summary>
    private static int PartLength(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExcept(Base64Url);
        return length >= 0 && text[length] == '.' ? length : -1;
    }

    private static int DecodeUrl(ReadOnlySpan<byte> source, Span<byte> target) =>
        System.Buffers.Text.Base64Url.DecodeFromUtf8(source, target, out _, out var written) == OperationStatus.Done ? written : -1;

    /// <summary>Says whether the last six characters are the CRC-32 of those before, in base 62.</summary>
    private static bool HasChecksum(ReadOnlySpan<byte> body)
    {
        var value = 0UL;
        foreach (var one in body[^CheckDigits..])
            value = (value * 62) + (ulong)(one <= '9' ? one - '0' : one <= 'Z' ? one - 'A' + 10 : one - 'a' + 36);
        return value == Crc32.HashToUInt32(body[..^CheckDigits]);
    }

    private sealed class Rule(string prefix, SearchValues<byte> alphabet, int fewest, int most, bool hasChecksum = false)
    {
        public byte[] Prefix { get; } = System.Text.Encoding.ASCII.GetBytes(prefix);

        public SearchValues<byte> Alphabet { get; } = alphabet;

        public int Fewest { get; } = fewest;

        public int Most { get; } = most;

        public bool HasChecksum { get; } = hasChecksum;
    }
}
