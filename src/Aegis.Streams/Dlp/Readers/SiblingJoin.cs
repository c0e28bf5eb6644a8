using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Detectors;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>
/// Joins the parts of a value that siblings hold: an area code and the number, a local part and the domain, the groups of a card. What the
/// parts are together is found in each of them.
/// </summary>
internal sealed class SiblingJoin
{
    private const int MostParts = 32;
    private const int LongestPart = 253;
    private const int LongestLocal = 64;
    private const int LongestGroup = 6;
    private const int FewestGroups = 3;
    private const int MostGroups = 12;
    private const int MostCardGroups = 5;
    private const int AreaDigits = 3;
    private const int NumberDigits = 7;

    private readonly byte[] _joined = new byte[MostGroups * (LongestPart + 1)];
    private byte[] _values = new byte[256]; // What the parts mean.
    private int _valuesEnd;
    private readonly TextIndex _index = new();
    private Part[] _parts = new Part[MostParts]; // The deepest last.

    /// <summary>Gets how many parts of objects and arrays that are open there are.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a text.</summary>
    public void Begin() => (Count, _valuesEnd) = (0, 0);

    /// <summary>Notes a part, if it can be one.</summary>
    /// <param name="kind">Which it may be.</param>
    /// <param name="depth">The depth of the object or array that it is in.</param>
    /// <param name="value">What it means.</param>
    /// <param name="start">Where it starts in the text, after the quote.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="isBare">Whether it is a number.</param>
    /// <returns>Whether that is all right; no: the object or array holds more parts than are joined.</returns>
    public bool Add(SiblingPart kind, int depth, ReadOnlySpan<byte> value, int start, int end, bool isBare)
    {
        if (!MayBe(kind, value)) return true;
        if (kind == SiblingPart.Group && GroupsAt(depth) >= MostGroups) return true; // They are no card already.
        if (Count >= MostParts && _parts[Count - MostParts].Depth == depth) return false;
        if (Count == _parts.Length) Array.Resize(ref _parts, 2 * Count);
        if (_values.Length < _valuesEnd + value.Length) Array.Resize(ref _values, 2 * (_valuesEnd + value.Length));
        value.CopyTo(_values.AsSpan(_valuesEnd));
        _parts[Count++] = new Part(kind, depth, start, end, isBare) { Value = _valuesEnd, Length = value.Length };
        _valuesEnd += value.Length;
        return true;
    }

    /// <summary>Closes an object or array: joins the parts that it holds, each with each.</summary>
    /// <param name="depth">Its depth.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Close(int depth, in ScanOptions options, FindingList findings)
    {
        var first = Count;
        while (first > 0 && _parts[first - 1].Depth >= depth) first--;
        var parts = _parts.AsSpan(first, Count - first);
        Count = first;
        if (parts.Length > 0) _valuesEnd = parts[0].Value;
        if (parts.Length < 2) return;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Kind is not (SiblingPart.Area or SiblingPart.Local)) continue;
            for (var j = 0; j < parts.Length; j++) JoinPair(parts, i, j, options, findings);
        }

        JoinGroups(parts, options, findings);
        foreach (var part in parts)
            if (part.Found.Length > 0) findings.Add(part.Start, part.End, part.Found.Entity, part.Found.Confidence, part.Found.Flags | FindingFlags.KeepsNothing | (part.IsBare ? FindingFlags.Bare : FindingFlags.None));
    }

    /// <summary>Says whether a value can be a part of a kind.</summary>
    private static bool MayBe(SiblingPart kind, ReadOnlySpan<byte> value) => value.Length is > 0 and <= LongestPart && kind switch
    {
        SiblingPart.Area => HasDigits(value, AreaDigits),
        SiblingPart.Number => HasDigits(value, NumberDigits),
        SiblingPart.Local => value.Length <= LongestLocal && value.IndexOfAny((byte)' ', (byte)'\\') < 0,
        SiblingPart.Domain => value.IndexOfAny((byte)' ', (byte)'\\') < 0 && value.Contains((byte)'.'),
        _ => value.Length <= LongestGroup && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9'),
    };

    /// <summary>Says whether a value has so many digits, and else only what stands between digits.</summary>
    private static bool HasDigits(ReadOnlySpan<byte> value, int count)
    {
        foreach (var one in value)
        {
            if (ByteClass.IsDigit(one)) count--;
            else if (!ByteClass.IsSeparator(one)) return false;
        }

        return count == 0;
    }

    private int GroupsAt(int depth)
    {
        var count = 0;
        for (var i = Count - 1; i >= 0 && _parts[i].Depth == depth; i--)
            if (_parts[i].Kind == SiblingPart.Group) count++;
        return count;
    }

    private void JoinPair(Span<Part> parts, int first, int second, in ScanOptions options, FindingList findings)
    {
        ref var one = ref parts[first];
        ref var other = ref parts[second];
        if (one.Found.Length > 0 && other.Found.Length > 0) return;
        DlpFinding found;
        if (one.Kind == SiblingPart.Local && other.Kind == SiblingPart.Domain) found = Join([one, other], (byte)'@', DlpEntity.Email, Signals.Email, options, findings);
        else if (one.Kind == SiblingPart.Area && other.Kind == SiblingPart.Number && IsNorthAmerican(ValueOf(one), ValueOf(other))) found = Join([one, other], (byte)'-', DlpEntity.Phone, Signals.Phone, options, findings);
        else return;
        if (one.Found.Length == 0) one = one with { Found = found };
        if (other.Found.Length == 0) other = other with { Found = found };
    }

    /// <summary>Joins groups that are as long as those of a card; beside them its check value or month and year may stand, but no further group of a number.</summary>
    private void JoinGroups(Span<Part> parts, in ScanOptions options, FindingList findings)
    {
        Span<int> groups = stackalloc int[MostGroups];
        var count = 0;
        for (var i = 0; i < parts.Length && count < MostGroups; i++)
            if (parts[i].Kind == SiblingPart.Group) groups[count++] = i;
        Span<Part> card = stackalloc Part[MostCardGroups];
        for (var first = 0; first + FewestGroups <= count;)
        {
            var length = Math.Min(MostCardGroups, count - first);
            for (; length >= FewestGroups; length--)
            {
                for (var i = 0; i < length; i++) card[i] = parts[groups[first + i]];
                if ((first > 0 && IsGroup(parts[groups[first - 1]])) || (first + length < count && IsGroup(parts[groups[first + length]])) || !AreOfCard(card[..length])) continue;
                var found = Join(card[..length], (byte)' ', DlpEntity.CreditCard, Signals.Card, options, findings);
                if (found.Length == 0) continue;
                foreach (var part in groups.Slice(first, length)) parts[part] = parts[part] with { Found = found };
                break;
            }

            first += Math.Max(1, length < FewestGroups ? 1 : length);
        }
    }

    private static bool AreOfCard(ReadOnlySpan<Part> groups) => groups[0].Length == 4 && (groups[1].Length == 6 ? groups.Length == 3 : groups.Length > 3 && groups[1].Length == 4);

    /// <summary>Says whether a part is a group of a number, and not a month and year, of two digits or four.</summary>
    private bool IsGroup(in Part part)
    {
        var value = ValueOf(part);
        if (value.Length != 4) return false;
        var isYear = value[0] == '2' && value[1] == '0' && value[2] is >= (byte)'2' and <= (byte)'5';
        return !isYear && !((value[0] is (byte)'0' || (value[0] == '1' && value[1] <= '2')) && value[2] is >= (byte)'2' and <= (byte)'5');
    }

    private static bool IsNorthAmerican(ReadOnlySpan<byte> area, ReadOnlySpan<byte> number)
    {
        Span<byte> digits = stackalloc byte[AreaDigits + NumberDigits];
        return Digits.Copy(area, digits[..AreaDigits]) == AreaDigits && Digits.Copy(number, digits[AreaDigits..]) == NumberDigits && PhoneDetector.IsNorthAmerican(digits);
    }

    /// <summary>Scans parts together.</summary>
    /// <returns>What they are; of no length: nothing.</returns>
    private DlpFinding Join(ReadOnlySpan<Part> parts, byte sign, DlpEntity entity, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (!options.Entities.Has(entity)) return default;
        var length = 0;
        foreach (var part in parts)
        {
            if (length > 0) _joined[length++] = sign;
            ValueOf(part).CopyTo(_joined.AsSpan(length));
            length += part.Length;
        }

        var (count, offset) = (findings.Count, findings.Base);
        var joined = _joined.AsSpan(0, length);
        findings.Base = 0;
        _index.Build(joined, TextFormat.Text);
        FieldScanner.Scan(joined, _index, 0, length, signals, options with { Entities = EntitySet.Of(entity) }, findings);
        findings.Base = offset;
        var (last, whole) = (parts[^1], default(DlpFinding));
        foreach (var finding in findings.Span[count..])
            if (finding.Start == 0 && finding.End > length - last.Length) whole = finding;
        findings.Cut(count);
        return whole;
    }

    private ReadOnlySpan<byte> ValueOf(in Part part) => _values.AsSpan(part.Value, part.Length);

    private readonly record struct Part(SiblingPart Kind, int Depth, int Start, int End, bool IsBare)
    {
        /// <summary>Gets where what it means starts among the values.</summary>
        public int Value { get; init; }

        /// <summary>Gets how long that is.</summary>
        public int Length { get; init; }

        /// <summary>Gets what it is with others; of no length: nothing.</summary>
        public DlpFinding Found { get; init; }
    }
}
