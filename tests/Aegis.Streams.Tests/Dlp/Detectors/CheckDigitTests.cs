using Aegis.Streams.Dlp.Detectors;

namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>Check digits against a second way to compute each, on random numbers: all that are wrong by one digit, too.</summary>
public sealed class CheckDigitTests
{
    private const int Numbers = 20_000;

    [Fact]
    public void Luhn_AgreesWithTheTableOfDoubles() => Compare(12, 19, digits => Digits.HasLuhn(digits), IsLuhn);

    [Fact]
    public void Verhoeff_AgreesWithTheDihedralGroup() => Compare(12, 12, digits => Digits.HasVerhoeff(digits), IsVerhoeff);

    [Fact]
    public void Aadhaar_DoesNotBeginWith0Or1() => Compare(12, 12, digits => InAadhaarDetector.IsValid(digits), digits => digits[0] > 1 && IsVerhoeff(digits));

    [Fact]
    public void RoutingNumber_AgreesWithTheSumOfItsThirds() => Compare(9, 9, digits => AbaRoutingDetector.IsValid(digits), digits =>
    {
        var prefix = (10 * digits[0]) + digits[1];
        var isReserve = prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix == 80;
        return isReserve && digits.Distinct().Count() > 1
            && ((3 * (digits[0] + digits[3] + digits[6])) + (7 * (digits[1] + digits[4] + digits[7])) + digits[2] + digits[5] + digits[8]) % 10 == 0;
    });

    [Fact]
    public void HealthServiceNumber_AgreesWithTheDictionary() => Compare(10, 10, digits => UkNhsDetector.IsValid(digits), digits =>
    {
        // NHS Data Dictionary: 11 less the remainder is the check digit; 11 stands for 0, and 10 is not used.
        var remainder = digits.Take(9).Select((digit, place) => digit * (10 - place)).Sum() % 11;
        var check = 11 - remainder == 11 ? 0 : 11 - remainder;
        return check == digits[9];
    });

    [Fact]
    public void SocialInsuranceNumber_IsOfLuhnAndBeginsWithNeither0Nor8() => Compare(9, 9, digits => CaSinDetector.IsValid(digits), digits => digits[0] is not 0 and not 8 && IsLuhn(digits));

    [Fact]
    public void ProviderIdentifier_IsOfLuhnAfter80840() => Compare(10, 10, digits => NpiDetector.IsValid(digits), digits => digits[0] is 1 or 2 && IsLuhn([8, 0, 8, 4, 0, .. digits]));

    [Fact]
    public void DrugEnforcementNumber_AgreesWithTheSumsOfOddAndEven() => Compare(7, 7, digits => DeaNumberDetector.IsValid([(byte)'A', (byte)'B', .. digits.Select(digit => (byte)('0' + digit))]), digits =>
    {
        var (odd, even) = (digits[0] + digits[2] + digits[4], digits[1] + digits[3] + digits[5]);
        return (odd + even + even) % 10 == digits[6];
    });

    private static void Compare(int fewest, int most, Func<byte[], bool> own, Func<byte[], bool> other)
    {
        var random = new Random(fewest * most);
        var right = 0;
        for (var i = 0; i < Numbers; i++)
        {
            var digits = new byte[random.Next(fewest, most + 1)];
            for (var place = 0; place < digits.Length; place++) digits[place] = (byte)random.Next(10);
            var isRight = other(digits);
            right += isRight ? 1 : 0;
            Assert.True(own(digits) == isRight, string.Concat(digits));
        }

        Assert.InRange(right, Numbers / 100, Numbers / 5);
    }

    private static bool IsLuhn(byte[] digits)
    {
        int[] doubles = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
        return digits.Reverse().Select((digit, place) => place % 2 == 0 ? digit : doubles[digit]).Sum() % 10 == 0;
    }

    /// <summary>Multiplies in the group of the symmetries of a pentagon: 0 to 4 turn it, 5 to 9 flip it.</summary>
    private static bool IsVerhoeff(byte[] digits)
    {
        int[] permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        var check = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            int digit = digits[^(place + 1)];
            for (var round = 0; round < place % 8; round++) digit = permutation[digit];
            check = Times(check, digit);
        }

        return check == 0;

        static int Times(int one, int other)
        {
            var turn = one < 5 ? (one % 5) + (other % 5) : (one % 5) - (other % 5) + 5;
            return (turn % 5) + ((one < 5) == (other < 5) ? 0 : 5);
        }
    }
}
