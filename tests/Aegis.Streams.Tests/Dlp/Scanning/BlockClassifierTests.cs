using Aegis.Streams.Dlp.Scanning;
using CsCheck;

namespace Aegis.Streams.Tests.Dlp.Scanning;

/// <summary>The masks of a text are those of a reading byte by byte, whatever is looked at together.</summary>
public sealed class BlockClassifierTests
{
    private static readonly TextFormat[] Formats = [TextFormat.Text, TextFormat.Json, TextFormat.Csv((byte)','), TextFormat.Csv((byte)';'), TextFormat.Csv((byte)'\t'), TextFormat.Csv((byte)'|')];

    private static readonly string[] Literals =
    [
        "AKIA", "ASIA", "ABIA", "ACCA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-", "sk_live_", "rk_live_", "sk-ant-",
        "sk-proj-", "AIza", "SG.", "npm_", "hf_", "dop_v1_", "shpat_", "eyJ", "-----BEGIN ", "(at)", "[at]", "{at}", "(AT)", "[At]", "{aT}", " dot ", " DOT ", " Dot ",
    ];

    private static readonly string[] Pieces = ["1EG4-TE5-MK73", "1EG4TE5MK73", "DE89", "GB-29", "1.2", "::", "AKIA", "\"", "\n", "é", "\\u0040", "(at)", "555", "12", "1234", "12345", "A", "x", "\\", "\\\"", " ", "-", ", ", "O", "ABCDE", "&", "&amp;", "%4", "abcdefABCDEF"];

    // 16, 32 and 64 bytes together, as far as this machine has them.
    private static readonly BlockWidth[] Widths = [.. Enum.GetValues<BlockWidth>().Where(width => width <= BlockClassifier.Widest)];

    private static readonly Gen<byte[]> Texts = Gen.OneOf(
        Gen.Byte.Array[0, 300],
        Gen.OneOf(Gen.Char["0123456789"], Gen.Char["ABEGKTM"], Gen.Char[".:=+-@\\&%\"\n,;|\t /`{[:;<>?"]).Select(one => (byte)one).Array[0, 300],
        Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 40].Select(parts => System.Text.Encoding.UTF8.GetBytes(string.Concat(parts))));

    [Fact]
    public void AnyText_HasTheMasksOfAReadingByteByByte() => Texts.Sample(
        text =>
        {
            foreach (var format in Formats)
            {
                var portable = Classify(text, format, Widths[0]);
                AssertMasks(text, format, portable);
                foreach (var width in Widths[1..]) AssertSame(portable, Classify(text, format, width));
            }
        },
        iter: 3_000);

    [Fact]
    public void EachLength_HasTheMasksOfAReadingByteByByte()
    {
        var random = new Random(17);
        for (var length = 0; length <= 300; length++)
        {
            var text = new byte[length];
            random.NextBytes(text);
            foreach (var format in Formats) AssertMasks(text, format, Classify(text, format, Widths[^1]));
        }
    }

    [Fact]
    public void TextOfMoreBlocksThanAreClassifiedTogether_HasTheMasksOfAReadingByteByByte()
    {
        var random = new Random(23);
        foreach (var length in (int[])[2_047, 2_048, 2_049, 2_112, 2_113, 4_096, 4_160, 6_500])
        {
            var text = new byte[length];
            for (var i = 0; i < length; i++) text[i] = (byte)"0123456789AEGKTMo.:=+-@\\&% ,\n;\""[random.Next(31)];
            foreach (var format in Formats)
                foreach (var width in Widths) AssertMasks(text, format, Classify(text, format, width));
        }
    }

    [Fact]
    public void LiteralAtAnyPlace_IsNotMissed()
    {
        foreach (var literal in Literals)
        {
            for (var place = 0; place < 140; place++)
            {
                var text = System.Text.Encoding.ASCII.GetBytes(new string('.', place) + literal);
                foreach (var width in Widths)
                    Assert.True(Has(Classify(text, TextFormat.Text, width), place, masks => masks.Any), $"{literal} at {place}");
            }
        }
    }

    private static BlockMasks[] Classify(byte[] text, TextFormat format, BlockWidth width)
    {
        var blocks = new BlockMasks[(text.Length + BlockMasks.Size - 1) / BlockMasks.Size];
        BlockClassifier.Classify(text, format, blocks, new MaskRows(), width);
        return blocks;
    }

    private static bool Has(BlockMasks[] blocks, int place, Func<BlockMasks, ulong> mask) => ((mask(blocks[place / BlockMasks.Size]) >> (place % BlockMasks.Size)) & 1) != 0;

    private static void AssertSame(BlockMasks[] one, BlockMasks[] other)
    {
        for (var i = 0; i < one.Length; i++) Assert.Equal(one[i], other[i]);
    }

    private static void AssertMasks(byte[] text, TextFormat format, BlockMasks[] blocks)
    {
        for (var i = 0; i < blocks.Length * BlockMasks.Size; i++)
        {
            var one = (char)At(i);
            var isSpecial = one >= 0x80 || one is '\\' || (one is '&' or '%' && !IsEndOfReference(i + 1));
            var isNumber = IsDigit(i) && IsDigit(i + 1) && IsDigit(i + 2) && !IsDigit(i - 1) && !IsLone(i);
            var isAddress = (IsDecimalDot(i) && IsNear(i, 2, 4, IsDecimalDot)) || (IsColon(i) && (IsColon(i + 1) || IsNear(i, 1, 5, next => IsColon(next) && IsNear(next, 1, 5, IsColon))));
            var isAssignment = one == '=' || (one == ':' && (!IsDigit(i - 1) || IsLetter(i - 2) || IsSeparator(i + 1)));
            var isCode = IsTwoByTwo(i) || Is(i, "9A?9A?9AA99") || Is(i, "9A?9-A?9-AA99");
            Same(IsDigit(i), masks => masks.Digit, "digit");
            Same(IsLetter(i), masks => masks.Letter, "letter");
            Same(isSpecial, masks => masks.Special, "special");
            Same(format.Quote != 0 && one == format.Quote && !(format.HasEscapes && IsEscaped(i)), masks => masks.Quote, "quote");
            Same(IsStructure(i), masks => masks.Structure, "structure");
            Same(Enumerable.Range(i, 12).All(IsOfBase64), masks => masks.Run, "run");
            Same(one is 'o' or 'O' && (IsDigit(i - 1) || IsDigit(i + 1)), masks => masks.Zero, "zero");
            var isLiteral = Array.Exists(Literals, literal => i + 3 <= text.Length && literal[..3].SequenceEqual(text.AsSpan(i, 3).ToArray().Select(part => (char)part)));
            var isPlace = isSpecial || one is '@' or '+' || isNumber || isAddress || isAssignment;
            if (isPlace || isCode || isLiteral) Same(true, masks => masks.Any, "any");
            else if (!MayBePlace(i)) Same(false, masks => masks.Any, "any");

            void Same(bool expected, Func<BlockMasks, ulong> mask, string name)
            {
                if (Has(blocks, i, mask) != expected) Assert.Fail($"{name} at {i} of {Convert.ToHexString(text)} in {format}: {!expected}");
            }
        }

        // The filters of codes and literals let some others pass.
        bool MayBePlace(int index) => IsLetter(index) || (IsDigit(index) && IsLetter(index + 1)) || (char)At(index) is ' ' or '-' or '(' or '[' or ']' or '{' or '}';
        bool IsStructure(int index) => format.Quote != 0 && index < text.Length && ((char)At(index) is '\n' or '\r' || At(index) == format.Delimiter);
        bool IsSeparator(int index) => index >= 0 && index < text.Length && (char)At(index) is ' ' or '\n' or '\r' or '\t' or '-' or '.' or '/' or '_' or '(' or ')';
        bool IsOfBase64(int index) => index < text.Length && (char.IsAsciiLetterOrDigit((char)At(index)) || (char)At(index) is '+' or '/' or '-' or '_');
        bool IsEndOfReference(int index) => format.Quote != 0 && (IsSeparator(index) || IsStructure(index) || (index < text.Length && At(index) == format.Quote && !(format.HasEscapes && IsEscaped(index))));
        bool IsNextGroup(int index, int step)
        {
            for (var gap = 0; gap <= 3; gap++, index += step)
            {
                if (gap > 0 && IsDigit(index)) return true;
                if (!IsSeparator(index)) return false;
            }

            return false;
        }

        bool IsLone(int index)
        {
            var end = index;
            while (IsDigit(end)) end++;
            if (end - index is not (3 or 4 or 5) || IsNextGroup(index - 1, -1) || IsNextGroup(end, 1)) return false;
            return end - index != 4 || ((index == 0 || (char)At(index - 1) is not (' ' or '.' or '-' or ',')) && !Enumerable.Range(index - 5, 5).All(IsLetter));
        }

        bool IsEscaped(int index)
        {
            var backslashes = 0;
            while (At(index - backslashes - 1) == '\\') backslashes++;
            return backslashes % 2 == 1;
        }

        byte At(int index) => (uint)index < (uint)text.Length ? text[index] : (byte)0;
        bool IsDigit(int index) => (char)At(index) is >= '0' and <= '9';
        bool IsCapital(int index) => (char)At(index) is >= 'A' and <= 'Z';
        bool IsLetter(int index) => (char)(At(index) | 0x20) is >= 'a' and <= 'z' || At(index) == ByteClass.OtherLetter;
        bool IsColon(int index) => At(index) == ':';
        bool IsDecimalDot(int index) => At(index) == '.' && IsDigit(index - 1) && IsDigit(index + 1);
        bool IsNear(int index, int least, int most, Func<int, bool> isThere) => Enumerable.Range(index + least, most - least + 1).Any(isThere);
        bool IsTwoByTwo(int index) => IsLetter(index) && IsLetter(index + 1) && !IsLetter(index - 1) && !IsDigit(index - 1)
            && (IsDigit(index + 2) ? IsDigit(index + 3) : !IsLetter(index + 2) && IsDigit(index + 3) && IsDigit(index + 4));

        bool Is(int index, string shape)
        {
            for (var i = 0; i < shape.Length; i++)
            {
                var isSame = shape[i] switch
                {
                    '9' => IsDigit(index + i),
                    'A' => IsCapital(index + i),
                    '?' => IsDigit(index + i) || IsCapital(index + i),
                    _ => At(index + i) == shape[i],
                };
                if (!isSame) return false;
            }

            return true;
        }
    }
}
