using System.Runtime.InteropServices;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>Settles what is wanted of one value, by several profiles or since it is several things: the whole of what any of them covers becomes what the strictest makes of it.</summary>
internal static class RedactionMerge
{
    /// <summary>Sorts redactions by place and makes one of those that overlap.</summary>
    /// <param name="planned">The redactions, of all profiles, those that others cover too.</param>
    public static void Settle(List<PlannedRedaction> planned)
    {
        var span = CollectionsMarshal.AsSpan(planned);
        span.Sort(Compare);
        var kept = 0;
        for (var i = 1; i < span.Length; i++)
        {
            if (span[i].Finding.Start >= span[kept].Finding.End) span[++kept] = span[i];
            else span[kept] = Join(span[kept], span[i]);
        }

        if (span.Length > 0) planned.RemoveRange(kept + 1, span.Length - kept - 1);
    }

    private static PlannedRedaction Join(in PlannedRedaction one, in PlannedRedaction other)
    {
        var (start, end) = (one.Finding.Start, Math.Max(one.Finding.End, other.Finding.End));
        var strictest = RedactionOperators.Strictness(other.Operator) > RedactionOperators.Strictness(one.Operator) ? other : one;

        // What blocks is named; else what is surest.
        var best = strictest.Operator == RedactionOperator.Block ? strictest : FindingOverlap.IsBetter(other.Finding, one.Finding) ? other : one;
        var finding = best.Finding with { Start = start, Length = end - start, Flags = one.Finding.Flags | other.Finding.Flags | FindingOverlap.Kept(one.Finding, other.Finding) };
        return strictest with { Entity = best.Entity, Keep = one.Keep.Agree(other.Keep), Finding = finding };
    }

    private static int Compare(PlannedRedaction left, PlannedRedaction right)
    {
        if (left.Finding.Start != right.Finding.Start) return left.Finding.Start.CompareTo(right.Finding.Start);
        if (left.Finding.Length != right.Finding.Length) return right.Finding.Length.CompareTo(left.Finding.Length);
        if (left.Operator != right.Operator) return RedactionOperators.Strictness(right.Operator).CompareTo(RedactionOperators.Strictness(left.Operator));
        return left.Finding.Entity != right.Finding.Entity ? left.Finding.Entity.CompareTo(right.Finding.Entity) : string.CompareOrdinal(left.Check.RuleId, right.Check.RuleId);
    }
}
