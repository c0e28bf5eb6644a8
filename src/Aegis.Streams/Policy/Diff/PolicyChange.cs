using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Diff;

/// <summary>A change of a rule, of a tool's declaration or of a policy.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Subject">What it is: `permit`, `forbid`, `require_approval`, `sanitize`, `tool`, `dlp_profile` or `policy`.</param>
/// <param name="Name">The rule's id, or the name of the tool, profile or policy with `tenant/` before it in a layer.</param>
/// <param name="Effect">What it does to calls, other things being equal.</param>
/// <param name="Parts">What changed; may be empty where all of it was added or removed.</param>
public sealed record PolicyChange(ChangeKind Kind, string Subject, string Name, CallEffect Effect, ImmutableArray<ChangePart> Parts);
