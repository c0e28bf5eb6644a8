using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Bench.Labelled.Values;

namespace Aegis.Streams.Tests.Bench.Labelled;

/// <summary>The values are what their names say, by rules written here a second time.</summary>
public sealed partial class LabelledValueTests
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly ILookup<string, TruthLabel> Values = LabelledKinds.All
        .SelectMany(kind => Enumerable.Range(0, 7).SelectMany(seed => LabelledKinds.Open(kind, seed).Documents(2000)))
        .SelectMany(document => document.Truth)
        .ToLookup(truth => truth.Entity);

    private static readonly List<(NegativeKind Kind, string Text)> Negatives =
        [.. Enum.GetValues<NegativeKind>().SelectMany(kind => Enumerable.Range(0, 500).Select(i => (kind, HardNegatives.Make(kind, new Draw(9, i)).Text)))];

    [Fact]
    public void Cards_HoldLuhn()
    {
        foreach (var digits in Values[EntityNames.CreditCard].Select(truth => Digits(truth.Value)))
        {
            Assert.True(HoldsLuhn(digits));
            Assert.InRange(digits.Length, 14, 19);
        }

        string[] issuers = ["4", "51", "55", "22", "23", "27", "34", "37", "6011", "64", "65", "35", "36", "38", "30", "62", "50", "56", "60"];
        Assert.All(issuers, issuer => Assert.Contains(Values[EntityNames.CreditCard], truth => truth.Value.StartsWith(issuer, StringComparison.Ordinal)));
    }

    [Fact]
    public void Ibans_HoldModulus97AndTheLengthOfTheirCountry()
    {
        var lengths = new Dictionary<string, int>
        {
            ["AD"] = 24,
            ["AE"] = 23,
            ["AT"] = 20,
            ["BE"] = 16,
            ["BG"] = 22,
            ["CH"] = 21,
            ["CY"] = 28,
            ["CZ"] = 24,
            ["DE"] = 22,
            ["DK"] = 18,
            ["EE"] = 20,
            ["ES"] = 24,
            ["FI"] = 18,
            ["FR"] = 27,
            ["GB"] = 22,
            ["GR"] = 27,
            ["HR"] = 21,
            ["HU"] = 28,
            ["IE"] = 22,
            ["IL"] = 23,
            ["IS"] = 26,
            ["IT"] = 27,
            ["LI"] = 21,
            ["LT"] = 20,
            ["LU"] = 20,
            ["LV"] = 21,
            ["MC"] = 27,
            ["MT"] = 31,
            ["NL"] = 18,
            ["NO"] = 15,
            ["PL"] = 28,
            ["PT"] = 25,
            ["RO"] = 24,
            ["SA"] = 24,
            ["SE"] = 24,
            ["SI"] = 19,
            ["SK"] = 24,
            ["SM"] = 27,
            ["TR"] = 26,
        };
        foreach (var iban in Values[EntityNames.Iban].Select(truth => Compact(truth.Value).ToUpperInvariant()))
        {
            Assert.Equal(lengths[iban[..2]], iban.Length);
            Assert.Equal(1, Modulus97(iban));
        }

        Assert.Equal(lengths.Keys.Order(), Values[EntityNames.Iban].Select(truth => truth.Value[..2].ToUpperInvariant()).Distinct().Order());
        Assert.DoesNotContain(Negatives, negative => negative.Kind == NegativeKind.IbanCheckFault && Modulus97(Compact(negative.Text)) == 1);
    }

    [Fact]
    public void SocialSecurityNumbers_AreInIssuedRanges()
    {
        foreach (var digits in Values[EntityNames.UsSsn].Select(truth => Digits(truth.Value)))
        {
            Assert.Equal(9, digits.Length);
            Assert.DoesNotMatch("^(000|666|9)", digits);
            Assert.DoesNotMatch("^...00", digits);
            Assert.DoesNotMatch("0000$", digits);
        }

        Assert.All(Values[EntityNames.UsItin], truth => Assert.Matches("^9..(5.|6[0-5]|7.|8[0-8]|9[0-2]|9[4-9])....$", Digits(truth.Value)));
        Assert.All(Negatives.Where(negative => negative.Kind == NegativeKind.InvalidSsn), negative => Assert.Matches("^((000|666)-..-....|...-00-....|...-..-0000)$", negative.Text));
    }

    [Fact]
    public void Phones_HaveLengthsOfE164()
    {
        foreach (var truth in Values[EntityNames.Phone])
        {
            var number = Regex.Replace(Regex.Split(truth.Value, ",? ?(x|ext)")[0], "^(011 |00)", "+");
            Assert.InRange(Digits(number).Length, 8, 15);
            if (number.StartsWith("+1", StringComparison.Ordinal) || truth.Value.StartsWith('('))
                if (!truth.Flags.HasFlag(TruthFlags.National)) Assert.Matches(NorthAmerican(), Digits(number));
        }
    }

    [Fact]
    public void Addresses_AreReadByTheLibrary()
    {
        Assert.All(Values[EntityNames.IpAddress], truth => Assert.Equal(truth.Value.Contains(':') ? 6 : 4, IPAddress.Parse(truth.Value).AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? 6 : 4));
        Assert.Contains(Values[EntityNames.IpAddress], truth => truth.Value.StartsWith("::ffff:", StringComparison.Ordinal));
        Assert.Contains(Values[EntityNames.IpAddress], truth => truth.Value.Contains("::", StringComparison.Ordinal) && truth.Value.Any(char.IsAsciiLetterUpper));
    }

    [Fact]
    public void DatesOfBirth_AreDates()
    {
        string[] formats = ["yyyy-MM-dd", "d MMM yyyy", "M/d/yyyy", "MM/dd/yyyy", "MMMM d, yyyy", "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy"];
        Assert.All(Values[EntityNames.DateOfBirth], truth => Assert.InRange(DateOnly.ParseExact(truth.Value, formats, CultureInfo.InvariantCulture).Year, 1936, 2007));
    }

    [Fact]
    public void Emails_HaveLocalPartAndDomainOfTheirRules()
    {
        foreach (var truth in Values[EntityNames.Email])
        {
            var (local, domain) = truth.Value.Split('@') is [var before, var after] ? (before, after) : throw new InvalidOperationException(truth.Value);
            Assert.InRange(Encoding.UTF8.GetByteCount(local), 1, 64);
            Assert.Matches(@"^[\w+'-]+(\.[\w+'-]+)*$", local);
            Assert.Matches(@"^([\w]([\w-]{0,61}[\w])?\.)+(\p{L}{2,63}|xn--[a-z0-9]+)$", domain);
        }
    }

    [Fact]
    public void NumbersWithACheckDigit_HoldIt()
    {
        All(EntityNames.UkNhs, digits => Enumerable.Range(0, 10).Sum(i => (10 - i) * (digits[i] - '0')) % 11 == 0);
        All(EntityNames.CaSin, digits => digits.Length == 9 && HoldsLuhn(digits));
        All(EntityNames.InAadhaar, digits => digits.Length == 12 && HoldsVerhoeff(digits));
        All(EntityNames.Npi, digits => digits.Length == 10 && HoldsLuhn("80840" + digits));
        All(EntityNames.AbaRouting, digits => digits.Length == 9 && ((3 * (digits[0] + digits[3] + digits[6] - 144)) + (7 * (digits[1] + digits[4] + digits[7] - 144)) + digits[2] + digits[5] + digits[8] - 144) % 10 == 0);
        All(EntityNames.DeaNumber, digits => digits.Length == 7 && (digits[0] + digits[2] + digits[4] - 144 + (2 * (digits[1] + digits[3] + digits[5] - 144))) % 10 == digits[6] - '0');

        static void All(string entity, Func<string, bool> holds) => Assert.All(Values[entity], truth => Assert.True(holds(Digits(truth.Value)), truth.Value));
    }

    [Fact]
    public void NumbersWithAShape_HaveIt()
    {
        Assert.All(Values[EntityNames.UkNino], truth => Assert.Matches("^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]$", Compact(truth.Value)));
        Assert.All(Values[EntityNames.InPan], truth => Assert.Matches("^[A-Z]{3}[PCHF][A-Z][0-9]{4}[A-Z]$", truth.Value));
        Assert.All(Values[EntityNames.Mbi], truth => Assert.Matches("^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9][AC-HJKMNP-RT-Y]{2}[0-9]{2}$", Compact(truth.Value)));
        Assert.All(Values[EntityNames.UsPassport], truth => Assert.Matches("^[A-Z1-9][0-9]{8}$", truth.Value));
        Assert.All(Values[EntityNames.UsBankAccount], truth => Assert.Matches("^[0-9]{8,17}$", truth.Value));
    }

    [Fact]
    public void TokensWithAChecksum_HoldIt()
    {
        var tokens = Values[EntityNames.Secret].Select(truth => truth.Value).Where(value => Regex.IsMatch(value, "^(gh[pousr]|npm)_")).ToList();

        Assert.Equal("cbf43926", CheckDigits.Crc32("123456789").ToString("x8", null));
        Assert.Equal(["gho_", "ghp_", "ghr_", "ghs_", "ghu_", "npm_"], tokens.Select(token => token[..4]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(tokens, token =>
        {
            Assert.Equal(40, token.Length);
            Assert.Equal(token[^6..].Aggregate(0L, (sum, character) => (sum * 62) + Base62.IndexOf(character)), Crc32(token[4..34]));
        });
    }

    [Fact]
    public void GenericSecrets_HaveEntropy()
    {
        var generic = Values[EntityNames.Secret].Where(truth => truth.Flags.HasFlag(TruthFlags.Bare)).ToList();

        Assert.NotEmpty(generic);
        Assert.All(generic, truth => Assert.True(truth.Value.CountBy(character => character).Sum(pair => -(double)pair.Value / truth.Value.Length * Math.Log2((double)pair.Value / truth.Value.Length)) >= 3.5));
    }

    [Fact]
    public void DigitsAlone_AreNoCards() =>
        Assert.All(
            Negatives.Where(negative => Compact(negative.Text) is { Length: >= 12 and <= 19 } digits && digits.All(char.IsAsciiDigit) && negative.Kind is not (NegativeKind.Isbn or NegativeKind.OrderId)),
            negative => Assert.False(HoldsLuhn(Compact(negative.Text)), $"{negative.Kind} {negative.Text}"));

    [Fact]
    public void Isbns_HoldTheirCheckDigit() => Assert.All(Negatives.Where(negative => negative.Kind == NegativeKind.Isbn), negative =>
    {
        var text = Compact(negative.Text);
        var sum = text.Length == 13
            ? text.Select((character, i) => (character - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10
            : text.Select((character, i) => (character == 'X' ? 10 : character - '0') * (10 - i)).Sum() % 11;
        Assert.Equal(0, sum);
    });

    [GeneratedRegex("^1?[2-9][0-8][0-9](?!.11)[2-9][0-9]{6}$")]
    private static partial Regex NorthAmerican();

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string Compact(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private static bool HoldsLuhn(string digits) =>
        digits.Reverse().Select((digit, i) => i % 2 == 0 ? digit - '0' : ((digit - '0') * 2 / 10) + ((digit - '0') * 2 % 10)).Sum() % 10 == 0;

    private static int Modulus97(string iban) =>
        (int)(BigInteger.Parse(string.Concat((iban[4..] + iban[..4]).Select(character => char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10)), CultureInfo.InvariantCulture) % 97);

    /// <summary>Verhoeff by the group's arithmetic instead of its table.</summary>
    private static bool HoldsVerhoeff(string digits)
    {
        int[] step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        var check = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            for (var j = 0; j < i % 8; j++) digit = step[digit];
            check = Product(check, digit);
        }

        return check == 0;

        static int Product(int a, int b) => (a < 5, b < 5) switch
        {
            (true, true) => (a + b) % 5,
            (true, false) => ((a + b) % 5) + 5,
            (false, true) => ((a - b) % 5) + 5,
            _ => (a - b + 5) % 5,
        };
    }

    private static uint Crc32(string text)
    {
        var crc = 0xffffffffu;
        foreach (var character in text)
        {
            var entry = (crc ^ character) & 0xff;
            for (var bit = 0; bit < 8; bit++) entry = (entry & 1) == 1 ? (entry >> 1) ^ 0xedb88320 : entry >> 1;
            crc = (crc >> 8) ^ entry;
        }

        return crc ^ 0xffffffff;
    }
}
