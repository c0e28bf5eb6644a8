using System.Numerics;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Detectors;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Looks at a field: goes to each place that the masks show and asks the detectors that can mean it.</summary>
internal static class FieldScanner
{
    /// <summary>Scans a field that is what it means: ASCII without escapes, or folded.</summary>
    /// <param name="text">The text that the masks were made of.</param>
    /// <param name="index">The masks.</param>
    /// <param name="start">Where the field starts in it.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings; offsets are into the text.</param>
    public static void Scan(ReadOnlySpan<byte> text, TextIndex index, int start, int end, Signals signals, in ScanOptions options, FindingList findings)
    {
        var field = new Field(text, index, start, end, signals);
        var count = findings.First = findings.Count;
        findings.Base += start;
        ScanPlaces(field, index, start, start, end, options, findings);
        if ((signals & NamedField.Kinds) != 0) NamedField.Test(field, options, count, findings);
        findings.Base -= start;
    }

    /// <summary>Scans a stretch of a field for the findings that start in it.</summary>
    /// <param name="text">The text, which is one field.</param>
    /// <param name="index">Its masks.</param>
    /// <param name="from">Where the stretch starts.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public static void ScanStretch(ReadOnlySpan<byte> text, TextIndex index, int from, int to, in ScanOptions options, FindingList findings)
    {
        var count = findings.First = findings.Count;
        ScanPlaces(new Field(text, index, 0, text.Length, Signals.None), index, 0, from, to, options, findings);
        findings.KeepOwn(count, findings.Base + from, findings.Base + to);
    }

    private static void ScanPlaces(in Field field, TextIndex index, int fieldStart, int start, int end, in ScanOptions options, FindingList findings)
    {
        var blocks = index.Blocks;
        var numberEnd = 0;
        for (var block = start / BlockMasks.Size; block <= (end - 1) / BlockMasks.Size; block++)
        {
            ref readonly var masks = ref blocks[block];
            var first = block * BlockMasks.Size;
            var range = ulong.MaxValue;
            if (first < start) range &= ulong.MaxValue << (start - first);
            if (first + BlockMasks.Size > end) range &= ulong.MaxValue >> (first + BlockMasks.Size - end);
            var offset = first - fieldStart;
            for (var bits = masks.Any & range; bits != 0; bits &= bits - 1)
            {
                var at = offset + BitOperations.TrailingZeroCount(bits);
                var bit = bits & (0 - bits);
                if ((masks.Number & bit) != 0)
                {
                    if (at >= numberEnd) numberEnd = NumberScanner.Test(field, at, numberEnd, options, findings);
                }
                else if ((masks.Special & bit) == 0)
                {
                    TestSign(field, at, masks, bit, options.Entities, findings);
                }
            }
        }
    }

    private static void TestSign(in Field field, int at, in BlockMasks masks, ulong bit, EntitySet entities, FindingList findings)
    {
        if (((masks.Address | masks.Assignment) & bit) != 0)
        {
            var sign = field[at];
            if (sign == '.' && entities.Has(DlpEntity.IpAddress)) IpAddressDetector.TestV4(field, at, findings);
            if (sign == ':' && entities.Has(DlpEntity.IpAddress)) IpAddressDetector.TestV6(field, at, findings);
            if (sign != '.' && entities.Has(DlpEntity.Secret)) NamedSecretDetector.Test(field, at, findings);
        }
        else if ((masks.At & bit) != 0)
        {
            if (entities.Has(DlpEntity.Secret) && NamedSecretDetector.TestUserInfo(field, at, findings)) return;
            if (entities.Has(DlpEntity.Email)) EmailDetector.Test(field, at, at + 1, findings);
        }
        else if ((masks.Code & bit) != 0)
        {
            if (ByteClass.IsDigit(field[at]) && entities.Has(DlpEntity.Mbi)) MbiDetector.Test(field, at, findings);
            else if (ByteClass.IsDigit(field[at + 2]) && entities.Has(DlpEntity.Iban)) IbanDetector.Test(field, at, findings);
            else if (entities.Has(DlpEntity.UkNino)) UkNinoDetector.TestGrouped(field, at, findings);
            if ((masks.Literal & bit) != 0) LiteralScanner.Test(field, at, entities, findings); // `SG.12` is both.
        }
        else if ((masks.Plus & bit) != 0)
        {
            if (entities.Has(DlpEntity.Phone)) PhoneDetector.TestInternational(field, at, findings);
        }
        else
        {
            LiteralScanner.Test(field, at, entities, findings);
        }
    }
}
