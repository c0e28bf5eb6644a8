using System.Globalization;
using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Detectors;
using PhoneNumbers;

namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>Country codes against a list of their own, and national numbers against libphonenumber.</summary>
public sealed class CountryCodesTests
{
    // Numbers of organisations and of mailboxes are no personal data, and longer than others: with them a number would take the digits after it along.
    private static readonly PhoneNumberType[] Services = [PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN, PhoneNumberType.VOICEMAIL];

    // ITU-T, list of E.164 assigned country codes, by what each hundred has; a code of one or two digits takes all that begin with it. 388, 991 and 999
    // (a trial, reserves) are assigned to nobody who has numbers.
    private const string Assigned = """
        1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98
        211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245 246 247 248 249
        250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299
        350 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376 377 378 379 380 381 382 383 385 386 387 389
        420 421 423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599
        670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692
        800 808 850 852 853 855 856 870 878 880 881 882 883 886 888
        960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 979 992 993 994 995 996 998
        """;

    [Fact]
    public void EveryCode_IsAssignedAsTheItuListsIt()
    {
        var assigned = Assigned.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(code => int.Parse(code, CultureInfo.InvariantCulture)).ToHashSet();
        for (var code = 1; code < 1_000; code++) Assert.True(CountryCodes.IsAssigned(code) == assigned.Contains(code), $"{code}");
    }

    [Fact]
    public void NumberThatLibphonenumberCallsValid_IsFound()
    {
        var known = PhoneNumberUtil.GetInstance();
        var codes = known.GetSupportedRegions().Select(known.GetCountryCodeForRegion).Distinct().Order().ToArray();
        Assert.True(codes.Length > 200, $"{codes.Length}");
        var scanner = new DlpScanner(Found.Options);
        var random = new Random(20_261_128);
        var missed = new SortedDictionary<string, (int Count, string Example)>(StringComparer.Ordinal);
        var valid = 0;
        foreach (var code in codes)
        {
            for (var length = 4; length <= 13; length++)
            {
                for (var draw = 0; draw < 36; draw++)
                {
                    var national = new StringBuilder().Append((draw % 9) + 1);
                    while (national.Length < length) national.Append(random.Next(10));
                    var text = $"+{code.ToString(CultureInfo.InvariantCulture)}{national}";
                    var number = new PhoneNumber.Builder().SetCountryCode(code).SetNationalNumber(ulong.Parse(national.ToString(), CultureInfo.InvariantCulture)).Build();
                    if (IsOutsideOfTheRules(text) || !known.IsValidNumber(number) || Services.Contains(known.GetNumberType(number))) continue;
                    valid++;
                    if (Found.EntitiesIn(scanner, Encoding.ASCII.GetBytes(text)) is [DlpEntity.Phone]) continue;
                    var key = $"{code}:{length}";
                    missed[key] = (missed.GetValueOrDefault(key).Count + 1, text);
                }
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
        Assert.True(valid > 3_000, $"{valid}");
    }

    [Fact]
    public void ExampleNumberOfEveryRegionAndType_IsFound()
    {
        var known = PhoneNumberUtil.GetInstance();
        var scanner = new DlpScanner(Found.Options);
        var missed = new List<string>();
        foreach (var region in known.GetSupportedRegions().Order(StringComparer.Ordinal))
        {
            foreach (var type in Enum.GetValues<PhoneNumberType>())
            {
                if (Services.Contains(type) || known.GetExampleNumberForType(region, type) is not { } example) continue;
                foreach (var format in (PhoneNumberFormat[])[PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL])
                {
                    var text = known.Format(example, format);
                    if (!IsOutsideOfTheRules(text) && Found.EntitiesIn(scanner, Encoding.ASCII.GetBytes(text)) is not [DlpEntity.Phone]) missed.Add($"{region} {type} {text}");
                }
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    /// <summary>Says whether a number has less than eight digits, or more than fifteen, or is free of charge with an exchange that the plan reserves (N11).</summary>
    private static bool IsOutsideOfTheRules(string text)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        return digits.Length is < 8 or > 15 || (digits[0] == '1' && digits.Length == 11 && digits[5..7] == "11");
    }
}
