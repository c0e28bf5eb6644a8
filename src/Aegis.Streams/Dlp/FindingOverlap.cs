using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Dlp;

/// <summary>Settles findings that overlap: the longest stays, then the surest, then the one whose entity comes first.</summary>
internal static class FindingOverlap
{
    private const int MovesForEach = 16;

    private static readonly Comparison<DlpFinding> Order = static (one, other) => Compare(one, other);

    /// <summary>Sorts findings by place and marks those that others cover.</summary>
    /// <param name="findings">The findings; those that overlap a better one without lying in it are made part of it.</param>
    public static void Resolve(FindingList findings)
    {
        var span = findings.Span;
        if (span.Length < 2) return;
        Sort(span);
        var (last, isWidened) = (0, false);
        for (var i = 1; i < span.Length; i++)
        {
            ref var best = ref span[last];
            ref var next = ref span[i];
            if (next.Start >= best.End)
            {
                last = i;
                continue;
            }

            // They overlap: the better one covers what both cover, so that no part of either stays behind.
            var end = Math.Max(best.End, next.End);
            if (IsBetter(next, best))
            {
                isWidened |= next.Start != best.Start;
                next = next with { Start = best.Start, Length = end - best.Start, Flags = next.Flags | Kept(best, next) };
                best = best with { Flags = best.Flags | FindingFlags.Secondary };
                last = i;
            }
            else
            {
                best = best with { Length = end - best.Start, Flags = best.Flags | Kept(next, best) };
                next = next with { Flags = next.Flags | FindingFlags.Secondary };
            }
        }

        if (isWidened) Sort(span);
    }

    /// <summary>Says which of two findings of one place stays: the longer, then the surer, then the one whose entity comes first.</summary>
    public static bool IsBetter(in DlpFinding one, in DlpFinding other)
    {
        if (one.Length != other.Length) return one.Length > other.Length;
        return one.Confidence != other.Confidence ? one.Confidence > other.Confidence : one.Entity < other.Entity;
    }

    /// <summary>Says what a finding takes over from one that it covers: of a mask nothing stays where the covered one would leave nothing.</summary>
    public static FindingFlags Kept(in DlpFinding covered, in DlpFinding by) =>
        MaskKeep.MayStay(covered.Entity, by.Entity) ? covered.Flags & FindingFlags.KeepsNothing : FindingFlags.KeepsNothing;

    /// <summary>Sorts by insertion, since findings come nearly in order; where they do not, in another way, so that no input costs the square of its length.</summary>
    private static void Sort(Span<DlpFinding> findings)
    {
        var moves = MovesForEach * (long)findings.Length;
        for (var i = 1; i < findings.Length; i++)
        {
            if (findings[i].Start > findings[i - 1].Start) continue;
            var finding = findings[i];
            var place = i;
            for (; place > 0 && Compare(findings[place - 1], finding) > 0; place--) findings[place] = findings[place - 1];
            findings[place] = finding;
            if ((moves -= i - place) >= 0) continue;
            findings.Sort(Order);
            return;
        }
    }

    private static int Compare(in DlpFinding one, in DlpFinding other)
    {
        if (one.Start != other.Start) return one.Start.CompareTo(other.Start);
        if (one.Length != other.Length) return other.Length.CompareTo(one.Length);
        return one.Confidence != other.Confidence ? other.Confidence.CompareTo(one.Confidence) : ((int)one.Entity).CompareTo((int)other.Entity);
    }
}
