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
    private const int MostGroups = 5;
    private const int AreaDigits = 3;
    private const int NumberDigits = 7;

    private readonly byte[] _joined = new byte[MostGroups * (LongestPart + 1)];
    private readonly TextIndex _index = new();
    private Part[] _parts = new Part[MostParts]; // The deepest last.

    /// <summary>Gets how many parts of objects and arrays that are open there are.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a text.</summary>
    public void Begin() => Count = 0;

    /// <summary>Notes a part, if it can be one.</summary>
    /// <param name="kind">Which it may be.</param>
    /// <param name="depth">The depth of the object or array that it is in.</param>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it starts, after the quote.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="isBare">Whether it is a number.</param>
    /// <returns>Whether that is all right; no: the object or array holds more parts than are joined.</returns>
    public bool Add(SiblingPart kind, int depth, ReadOnlySpan<byte> text, int start, int end, bool isBare)
    {
        if (!MayBe(kind, text[start..end])) return true;
        if (kind == SiblingPart.Group && GroupsAt(depth) > MostGroups) return true; // They are no card already.
        if (Count >= MostParts && _parts[Count - MostParts].Depth == depth) return false;
        if (Count == _parts.Length) Array.Resize(ref _parts, 2 * Count);
        _parts[Count++] = new Part(kind, depth, start, end, isBare);
        return true;
    }

    /// <summary>Closes an object or array: joins the parts that it holds, each with each.</summary>
    /// <param name="depth">Its depth.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Close(int depth, ReadOnlySpan<byte> text, in ScanOptions options, FindingList findings)
    {
        var first = Count;
        while (first > 0 && _parts[first - 1].Depth >= depth) first--;
        var parts = _parts.AsSpan(first, Count - first);
        Count = first;
        if (parts.Length < 2) return;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Kind is not (SiblingPart.Area or SiblingPart.Local)) continue;
            for (var j = 0; j < parts.Length; j++) JoinPair(parts, i, j, text, options, findings);
        }

        JoinGroups(parts, text, options, findings);
        foreach (var part in parts)
            if (part.Found.Length > 0) findings.Add(part.Start, part.End, part.Found.Entity, part.Found.Confidence, part.Found.Flags | (part.IsBare ? FindingFlags.Bare : FindingFlags.None));
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

    private void JoinPair(Span<Part> parts, int first, int second, ReadOnlySpan<byte> text, in ScanOptions options, FindingList findings)
    {
        ref var one = ref parts[first];
        ref var other = ref parts[second];
        if (one.Found.Length > 0 && other.Found.Length > 0) return;
        DlpFinding found;
        if (one.Kind == SiblingPart.Local && other.Kind == SiblingPart.Domain) found = Join([one, other], (byte)'@', DlpEntity.Email, Signals.Email, text, options, findings);
        else if (one.Kind == SiblingPart.Area && other.Kind == SiblingPart.Number && IsNorthAmerican(text[one.Start..one.End], text[other.Start..other.End])) found = Join([one, other], (byte)'-', DlpEntity.Phone, Signals.Phone, text, options, findings);
        else return;
        if (one.Found.Length == 0) one = one with { Found = found };
        if (other.Found.Length == 0) other = other with { Found = found };
    }

    private void JoinGroups(Span<Part> parts, ReadOnlySpan<byte> text, in ScanOptions options, FindingList findings)
    {
        Span<Part> groups = stackalloc Part[MostGroups];
        var count = 0;
        foreach (var part in parts)
        {
            if (part.Kind != SiblingPart.Group) continue;
            if (count == MostGroups) return;
            groups[count++] = part;
        }

        if (count < FewestGroups) return;
        var found = Join(groups[..count], (byte)' ', DlpEntity.CreditCard, Signals.Card, text, options, findings);
        foreach (ref var part in parts)
            if (part.Kind == SiblingPart.Group) part = part with { Found = found };
    }

    private static bool IsNorthAmerican(ReadOnlySpan<byte> area, ReadOnlySpan<byte> number)
    {
        Span<byte> digits = stackalloc byte[AreaDigits + NumberDigits];
        return Digits.Copy(area, digits[..AreaDigits]) == AreaDigits && Digits.Copy(number, digits[AreaDigits..]) == NumberDigits && PhoneDetector.IsNorthAmerican(digits);
    }

    /// <summary>Scans parts together.</summary>
    /// <returns>What they are; of no length: nothing.</returns>
    private DlpFinding Join(ReadOnlySpan<Part> parts, byte sign, DlpEntity entity, Signals signals, ReadOnlySpan<byte> text, in ScanOptions options, FindingList findings)
    {
        if (!options.Entities.Has(entity)) return default;
        var length = 0;
        foreach (var part in parts)
        {
            if (length > 0) _joined[length++] = sign;
            text[part.Start..part.End].CopyTo(_joined.AsSpan(length));
            length += part.End - part.Start;
        }

        var (count, offset) = (findings.Count, findings.Base);
        var joined = _joined.AsSpan(0, length);
        findings.Base = 0;
        _index.Build(joined, TextFormat.Text);
        FieldScanner.Scan(joined, _index, 0, length, signals, options with { Entities = EntitySet.Of(entity) }, findings);
        findings.Base = offset;
        var (last, whole) = (parts[^1], default(DlpFinding));
        foreach (var finding in findings.Span[count..])
            if (finding.Start == 0 && finding.End > length - (last.End - last.Start)) whole = finding;
        findings.Cut(count);
        return whole;
    }

    private readonly record struct Part(SiblingPart Kind, int Depth, int Start, int End, bool IsBare)
    {
        /// <summary>Gets what it is with others; of no length: nothing.</summary>
        public DlpFinding Found { get; init; }
    }
}
