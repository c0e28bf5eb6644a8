using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds addresses of network interfaces.</summary>
internal static class MacAddressDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.MacAddress,
        DetectorTier.OnDemand,
        "IEEE 802: six bytes with one separator; three groups with dots as vendors print them; neither broadcast nor zero",
        ["00:1B:44:11:3A:B7", "mac 00-1b-44-11-3a-b7", "001b.4411.3ab7"],
        ["ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "00:1B:44:11:3A", "00:1B:44:11:3A:B7:99", "00:1B-44:11:3A:B7", "12:34:56", "001b.4411", "1234.5678.9012.3456", "a0:1B:44:11:3A:G7"]);

    private const int Bytes = 6;

    /// <summary>Tests a token of two or four characters.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Test(in Field field, int start, FindingList findings)
    {
        var group = ByteClass.IsAlphanumeric(field[start + 2]) ? 4 : 2;
        var separator = field[start + group];
        if (group == 4 ? separator != '.' : separator is not ((byte)':' or (byte)'-')) return;
        var end = start + (2 * Bytes) + (2 * Bytes / group) - 1;
        var (isZero, isBroadcast) = (true, true);
        for (var at = start; at < end; at++)
        {
            var one = field[at];
            if ((at - start) % (group + 1) == group)
            {
                if (one != separator) return;
                continue;
            }

            if (!ByteClass.IsHex(one)) return;
            isZero &= one == '0';
            isBroadcast &= (one | 0x20) == 'f';
        }

        if (isZero || isBroadcast || IsContinued(field, end, 1, separator, group) || IsContinued(field, start - 1, -1, separator, group)) return;
        findings.Add(start, end, DlpEntity.MacAddress, Confidence.Shape + Confidence.OwnForm);
    }

    /// <summary>Says whether more belongs to the address, on one side of it: a group of its kind, and not the end of a word such as `mac:`.</summary>
    private static bool IsContinued(in Field field, int beside, int step, byte separator, int group)
    {
        if (ByteClass.IsAlphanumeric(field[beside])) return true;
        if (field[beside] != separator) return false;
        var (at, length) = (beside + step, 0);
        for (; length <= group && ByteClass.IsHex(field[at]); length++) at += step;
        return length == 0 ? field[at] == separator : length <= group && !ByteClass.IsAlphanumeric(field[at]);
    }
}
