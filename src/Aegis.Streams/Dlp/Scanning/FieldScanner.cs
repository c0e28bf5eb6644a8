using System.Numerics;
using System.Runtime.CompilerServices;
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

    /// <summary>Scans a field of up to 64 bytes whose places are known.</summary>
    /// <param name="text">The text that the masks were made of.</param>
    /// <param name="index">The masks.</param>
    /// <param name="start">Where the field starts in it.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="places">The places: bit i stands for byte i of the field.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings; offsets are into the text.</param>
    public static void Scan(ReadOnlySpan<byte> text, TextIndex index, int start, int end, ulong places, Signals signals, in ScanOptions options, FindingList findings)
    {
        var isMute = false;
        if (UnnamedField.IsOne(signals, findings))
        {
            places = UnnamedField.PlacesLeft(text, index, start, end, places, out isMute);
            if (places == 0) return;
        }

        var field = new Field(text, index, start, end, signals, isMute);
        var count = findings.First = findings.Count;
        findings.Base += start;
        var numberEnd = 0;
        for (; places != 0; places &= places - 1) numberEnd = TestPlace(field, BitOperations.TrailingZeroCount(places), numberEnd, options, findings);
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
            for (var bits = masks.Any & range; bits != 0; bits &= bits - 1) numberEnd = TestPlace(field, offset + BitOperations.TrailingZeroCount(bits), numberEnd, options, findings);
        }
    }

    /// <summary>Tests a place.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">The place.</param>
    /// <param name="numberEnd">Up to where numbers were looked at.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <returns>Up to where numbers were looked at now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TestPlace(in Field field, int at, int numberEnd, in ScanOptions options, FindingList findings)
    {
        var one = field.Text[at];
        if (ByteClass.IsDigit(one) && !ByteClass.IsLetter(field[at + 1]))
        {
            // What lies in a number that was found is no part of one beside it.
            numberEnd = Math.Max(numberEnd, findings.NumberReach);
            return at >= numberEnd ? NumberScanner.Test(field, at, numberEnd, options, findings) : numberEnd;
        }

        TestSign(field, at, one, options.Entities, findings);
        return numberEnd;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TestSign(in Field field, int at, byte one, EntitySet entities, FindingList findings)
    {
        switch (one)
        {
            case (byte)'.':
                if (entities.Has(DlpEntity.IpAddress)) IpAddressDetector.TestV4(field, at, findings);
                break;
            case (byte)':':
                if (entities.Has(DlpEntity.IpAddress)) IpAddressDetector.TestV6(field, at, findings);
                if (entities.Has(DlpEntity.Secret)) NamedSecretDetector.Test(field, at, findings);
                break;
            case (byte)'=':
                if (entities.Has(DlpEntity.Secret)) NamedSecretDetector.Test(field, at, findings);
                break;
            case (byte)'@':
                if (entities.Has(DlpEntity.Email) && !findings.EndsAt(at, DlpEntity.Secret)) EmailDetector.Test(field, at, at + 1, findings);
                break;
            case (byte)'+':
                if (entities.Has(DlpEntity.Phone)) PhoneDetector.TestInternational(field, at, findings);
                break;
            case >= (byte)'0' and <= (byte)'9':
                if (entities.Has(DlpEntity.Mbi)) MbiDetector.Test(field, at, findings);
                break;
            default:
                if (one is >= ByteClass.OtherLetter or (byte)'\\' or (byte)'&' or (byte)'%') return; // What is special is no place.
                TestCode(field, at, entities, findings);
                LiteralScanner.Test(field, at, entities, findings); // `SG.12` is both.
                break;
        }
    }

    /// <summary>Tests two letters that two digits follow, with a sign between or without.</summary>
    private static void TestCode(in Field field, int at, EntitySet entities, FindingList findings)
    {
        var (letters, digits) = (field.LettersFrom(at), field.DigitsFrom(at));
        if ((letters & 3) != 3 || ByteClass.IsAlphanumeric(field[at - 1])) return;
        if ((digits & 0b1100) == 0b1100)
        {
            if (entities.Has(DlpEntity.Iban)) IbanDetector.Test(field, at, findings);
            if (entities.Has(DlpEntity.UkNino)) UkNinoDetector.TestGrouped(field, at, findings);
        }
        else if ((letters & 4) == 0 && (digits & 0b11100) == 0b11000 && entities.Has(DlpEntity.UkNino))
        {
            UkNinoDetector.TestGrouped(field, at, findings);
        }
    }
}
