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
    private const int FewestGroups = 3;
    private const int MostGroups = 5;
    private const int AreaDigits = 3;
    private const int NumberDigits = 7;

    private readonly Part[] _parts = new Part[MostParts];
    private readonly byte[] _joined = new byte[MostGroups * (LongestPart + 1)];
    private readonly TextIndex _index = new();

    /// <summary>Gets how many parts of objects and arrays that are open there are.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a text.</summary>
    public void Begin() => Count = 0;

    /// <summary>Notes a part.</summary>
    /// <param name="kind">Which it may be.</param>
    /// <param name="depth">The depth of the object or array that it is in.</param>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it starts, after the quote.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="isBare">Whether it is a number.</param>
    public void Add(SiblingPart kind, int depth, ReadOnlySpan<byte> text, int start, int end, bool isBare)
    {
        if (Count == MostParts || end - start is 0 or > LongestPart || text[start..end].Contains((byte)'\\')) return;
        if (kind == SiblingPart.Group && (end - start > 6 || text[start..end].ContainsAnyExceptInRange((byte)'0', (byte)'9'))) return;
        _parts[Count++] = new Part(kind, depth, start, end, isBare);
    }

    /// <summary>Closes an object or array: joins the parts that it holds.</summary>
    /// <param name="depth">Its depth.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Close(int depth, ReadOnlySpan<byte> text, in ScanOptions options, FindingList findings)
    {
        var first = Count;
        while (first > 0 && _parts[first - 1].Depth >= depth) first--;
        if (first == Count) return;
        var parts = _parts.AsSpan(first, Count - first);
        Count = first;
        if (parts.Length < 2) return;
        if (Find(parts, SiblingPart.Area) is >= 0 and var area && Find(parts, SiblingPart.Number) is >= 0 and var number
            && IsNorthAmerican(text[parts[area].Start..parts[area].End], text[parts[number].Start..parts[number].End]))
            Join([parts[area], parts[number]], (byte)'-', DlpEntity.Phone, Signals.Phone, text, options, findings);
        if (Find(parts, SiblingPart.Local) is >= 0 and var local && Find(parts, SiblingPart.Domain) is >= 0 and var domain)
            Join([parts[local], parts[domain]], (byte)'@', DlpEntity.Email, Signals.Email, text, options, findings);
        Span<Part> groups = stackalloc Part[MostGroups];
        var count = 0;
        foreach (var part in parts)
        {
            if (part.Kind != SiblingPart.Group) continue;
            if (count == MostGroups) return;
            groups[count++] = part;
        }

        if (count >= FewestGroups) Join(groups[..count], (byte)' ', DlpEntity.CreditCard, Signals.Card, text, options, findings);
    }

    private static int Find(ReadOnlySpan<Part> parts, SiblingPart kind)
    {
        for (var i = 0; i < parts.Length; i++)
            if (parts[i].Kind == kind) return i;
        return -1;
    }

    private static bool IsNorthAmerican(ReadOnlySpan<byte> area, ReadOnlySpan<byte> number)
    {
        Span<byte> digits = stackalloc byte[AreaDigits + NumberDigits];
        return Digits.Copy(area, digits[..AreaDigits]) == AreaDigits && Digits.Copy(number, digits[AreaDigits..]) == NumberDigits && PhoneDetector.IsNorthAmerican(digits);
    }

    private void Join(ReadOnlySpan<Part> parts, byte sign, DlpEntity entity, Signals signals, ReadOnlySpan<byte> text, in ScanOptions options, FindingList findings)
    {
        if (!options.Entities.Has(entity)) return;
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
        if (whole.Length == 0) return;
        foreach (var part in parts) findings.Add(part.Start, part.End, entity, whole.Confidence, whole.Flags | (part.IsBare ? FindingFlags.Bare : FindingFlags.None));
    }

    private readonly record struct Part(SiblingPart Kind, int Depth, int Start, int End, bool IsBare);
}
