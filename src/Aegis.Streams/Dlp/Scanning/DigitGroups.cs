using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Groups of digits with single separators between, as numbers are written for people.</summary>
internal ref struct DigitGroups
{
    /// <summary>The most groups that are looked at together; more are another number.</summary>
    public const int Max = 16;

    /// <summary>The most bytes of one separator.</summary>
    public const int MaxSeparator = 3;

    private const int MaxGroupsBefore = 4;
    private const int Window = 64;
    private const int LongRun = 32;
    private const int FewestOfBare = 9; // Digits that are a number without others.

    private Starts _starts;
    private Lengths _lengths;
    private Separators _before;
    private ulong _shape;
    private int _loose; // Bit i: what stands before group i is a line end, a tab or several signs.

    /// <summary>Gets the field.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>Gets how many groups there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the offset after the last digit.</summary>
    public readonly int End => EndOf(Count - 1);

    /// <summary>Gets how many digits a group has; 0: there is no such group.</summary>
    /// <param name="group">Which.</param>
    public readonly int this[int group] => (uint)group < (uint)Count ? _lengths[group] : 0;

    /// <summary>Finds the groups around a digit.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">The first digit of a group.</param>
    /// <param name="floor">What lies before it belongs to another number.</param>
    /// <param name="groups">The groups.</param>
    public static void Find(in Field field, int at, int floor, out DigitGroups groups)
    {
        groups = default;
        groups.Text = field.Text;
        groups.Extend(field, FirstGroup(field, at, floor));
    }

    /// <summary>Gets where a group starts.</summary>
    public readonly int StartOf(int group) => _starts[group];

    /// <summary>Gets the offset after a group.</summary>
    public readonly int EndOf(int group) => _starts[group] + _lengths[group];

    /// <summary>Copies the digits of some groups, as numbers.</summary>
    /// <param name="first">The first group.</param>
    /// <param name="count">How many.</param>
    /// <param name="digits">Takes them.</param>
    /// <returns>How many digits there are; -1: more than there is room for.</returns>
    public readonly int Copy(int first, int count, Span<byte> digits)
    {
        var copied = 0;
        for (var group = first; group < first + count; group++)
        {
            var length = _lengths[group];
            if (length > digits.Length - copied) return -1;
            foreach (var one in Text.Slice(_starts[group], length)) digits[copied++] = (byte)(one - '0');
        }

        return copied;
    }

    /// <summary>Gets what stands before a group; none before the first.</summary>
    public readonly Separator Before(int group) => group > 0 && group < Count ? _before[group] : Separator.None;

    /// <summary>Gets what joins a group to the one before it closely; none, where a line end, a tab or several signs stand between: then neither goes on as the other.</summary>
    /// <param name="group">Which.</param>
    public readonly Separator Beside(int group) => ((_loose >> group) & 1) != 0 ? Separator.None : Before(group);

    /// <summary>Gets the lengths of the groups from one on: four bits each, the first lowest; 15 stands for more, too.</summary>
    public readonly ulong ShapeFrom(int group) => _shape >> (4 * group);

    /// <summary>Says whether a group has a given length, less than 15.</summary>
    public readonly bool Are(int first, int one) => AreShaped(first, 0xF, (ulong)one);

    /// <summary>Says whether groups from one on have given lengths, each less than 15.</summary>
    public readonly bool Are(int first, int one, int two) => AreShaped(first, 0xFF, (ulong)(one | (two << 4)));

    /// <summary>Says whether groups from one on have given lengths, each less than 15.</summary>
    public readonly bool Are(int first, int one, int two, int three) => AreShaped(first, 0xFFF, (ulong)(one | (two << 4) | (three << 8)));

    /// <summary>Says whether groups from one on have given lengths, each less than 15.</summary>
    public readonly bool Are(int first, int one, int two, int three, int four) => AreShaped(first, 0xFFFF, (ulong)(one | (two << 4) | (three << 8) | (four << 12)));

    /// <summary>Says whether groups from one on have given lengths, each less than 15.</summary>
    public readonly bool Are(int first, int one, int two, int three, int four, int five) =>
        AreShaped(first, 0xFFFFF, (ulong)(one | (two << 4) | (three << 8) | (four << 12) | (five << 16)));

    /// <summary>Says whether the groups from one on have the form of a whole value: of a card, a telephone, a social security number, an account, an address or a date.</summary>
    /// <param name="first">The first group.</param>
    public readonly bool AreWholeFrom(int first) =>
        Are(first, 3, 3, 4) || Are(first, 3, 2, 4) || Are(first, 4, 4, 4, 4) || Are(first, 4, 6, 5) || Are(first, 4, 6, 4) || this[first] >= FewestOfBare
        || (Are(first, 4, 2, 2) && Before(first + 1) == Separator.Hyphen) || AreAddressFrom(first);

    /// <summary>Says whether the groups from one on are a number of their own: a whole value, or one whose groups are joined by other signs, closer than spaces do.</summary>
    /// <param name="first">The first group.</param>
    /// <param name="own">The separator of the number beside it.</param>
    public readonly bool StandAloneFrom(int first, Separator own) =>
        AreWholeFrom(first) || (first + 1 < Count && IsOtherJoint(Before(first + 1), own));

    /// <summary>Says whether the groups before one are a number of their own.</summary>
    /// <param name="end">The group after them.</param>
    /// <param name="own">The separator of the number beside it.</param>
    public readonly bool StandAloneBefore(int end, Separator own) =>
        Are(end - 3, 3, 3, 4) || Are(end - 3, 3, 2, 4) || Are(end - 4, 4, 4, 4, 4) || Are(end - 3, 4, 6, 5) || Are(end - 3, 4, 6, 4)
        || this[end - 1] >= FewestOfBare || IsOtherJoint(Before(end - 1), own);

    /// <summary>Gets the one separator between some groups; none: there are several kinds.</summary>
    /// <param name="first">The first group.</param>
    /// <param name="count">How many.</param>
    public readonly Separator Between(int first, int count)
    {
        for (var group = first + 2; group < first + count; group++)
            if (_before[group] != _before[first + 1]) return Separator.None;
        return _before[first + 1];
    }

    /// <summary>Says whether an address begins with a group: four of them with dots between, or one before a colon that more of it follows.</summary>
    private readonly bool AreAddressFrom(int first)
    {
        if (first == Count - 1) return End + 1 < Text.Length && Text[End] == ':' && (Text[End + 1] == ':' || ByteClass.IsHex(Text[End + 1]));
        return first + 3 < Count && Between(first, 4) == Separator.Dot && this[first] <= 3;
    }

    private static bool IsOtherJoint(Separator joint, Separator own) =>
        joint != own && (joint is Separator.Dot or Separator.Slash || (own == Separator.Space && joint == Separator.Hyphen));

    /// <summary>Compares lengths; of a group that is not there it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool AreShaped(int first, ulong mask, ulong shape) => (uint)first < Max && (ShapeFrom(first) & mask) == shape;

    private static int FirstGroup(in Field field, int at, int floor)
    {
        for (var groups = 0; groups < MaxGroupsBefore; groups++)
        {
            var digits = field.DigitsBefore(at);
            var gap = BitOperations.LeadingZeroCount(digits);
            var end = at - gap;
            if (gap is 0 or > MaxSeparator || end <= floor || KindOf(field.Text[end..at]) == Separator.None) return at;
            at = Math.Max(floor, end - BitOperations.LeadingZeroCount(~(digits << gap)));
        }

        return at;
    }

    private static Separator KindOf(byte one) => (Separator)ByteClass.SeparatorKinds[one];

    /// <summary>Says what some bytes are as one separator; none: they do not go together. A dot before a space ends a sentence.</summary>
    private static Separator KindOf(ReadOnlySpan<byte> bytes)
    {
        var kind = KindOf(bytes[0]);
        if (kind == Separator.None) return kind;
        for (var i = 1; i < bytes.Length; i++)
        {
            var next = KindOf(bytes[i]);
            if (next == Separator.None) return next;
            if (kind == Separator.Dot && next == Separator.Space) return Separator.None;
            if (kind == Separator.Parenthesis || next == Separator.Parenthesis) kind = Separator.Parenthesis;
            else if (kind == Separator.Space) kind = next;
            else if (next != Separator.Space) return Separator.None;
        }

        return kind;
    }

    private void Extend(in Field field, int start)
    {
        var text = field.Text;
        var (before, count, shape, loose) = (Separator.None, 0, 0UL, 0);
        var (at, first, digits) = (start, start, field.DigitsFrom(start)); // Bit 0 stands for the byte at `first`.
        while (true)
        {
            if (at - first > Window - LongRun - (2 * MaxSeparator)) (first, digits) = (at, field.DigitsFrom(at));
            var window = digits >> (at - first);
            var length = BitOperations.TrailingZeroCount(~window);
            window >>= length;
            if (length >= LongRun)
            {
                length = field.DigitsEnd(at) - at;
                window = field.DigitsFrom(at + length);
            }

            (_starts[count], _lengths[count], _before[count]) = (at, (byte)Math.Min(byte.MaxValue, length), before);
            shape |= (ulong)Math.Min(15, length) << (4 * count);
            at += length;
            if (++count == Max) break;
            var gap = BitOperations.TrailingZeroCount(window);
            if (gap > MaxSeparator || at + gap >= text.Length) break;
            before = gap == 1 ? KindOf(text[at]) : KindOf(text.Slice(at, gap));
            if (before == Separator.None) break;
            if (gap > 1 || text[at] < ' ') loose |= 1 << count;
            at += gap;
        }

        (Count, _shape, _loose) = (count, shape, loose);
    }

    [InlineArray(Max)]
    private struct Starts
    {
        private int _first;
    }

    [InlineArray(Max)]
    private struct Lengths
    {
        private byte _first;
    }

    [InlineArray(Max)]
    private struct Separators
    {
        private Separator _first;
    }
}
