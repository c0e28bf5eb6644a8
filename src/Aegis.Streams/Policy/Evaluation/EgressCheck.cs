using System.Text;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests the intent's egress target against an allow-list. A URL without one plain meaning is undecided.</summary>
internal sealed class EgressCheck(EgressAllowList allowed, Truth ifAbsent) : CompiledCondition
{
    public static Truth Test(EgressAllowList allowed, ReadOnlySpan<byte> url)
    {
        Span<byte> scratch = stackalloc byte[EgressTarget.MaxLength];
        return EgressTarget.TryParse(url, scratch, out var target, out _) ? Logic.Of(allowed.Covers(target)) : Truth.Undecided;
    }

    public override Truth Evaluate(in PolicyCall call)
    {
        if (call.EgressTarget is not { } url) return ifAbsent;
        if (url.Length > EgressTarget.MaxLength) return Truth.Undecided;
        Span<byte> utf8 = stackalloc byte[EgressTarget.MaxLength];
        return Encoding.UTF8.TryGetBytes(url, utf8, out var length) ? Test(allowed, utf8[..length]) : Truth.Undecided;
    }

    public override void Explain(in PolicyCall call, Truth wanted, BlameList blames) => blames.Add(wanted, new Blame(
        ReasonCodes.EgressNotAllowed, "egress_target", null, call.EgressTarget is null ? "absent" : null,
        call.EgressTarget is null ? "Name the URL that the call would go to." : $"Send a URL that the list {(wanted == Truth.True ? "covers" : "does not cover")}, in plain spelling."));
}
