using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>A finding that a rule's profile covers, and what becomes of it.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Operator">What becomes of the value.</param>
/// <param name="Keep">What stays of it if it is masked.</param>
/// <param name="Check">The demand.</param>
/// <param name="Entity">The name of what was found, which another profile than that of the demand may know.</param>
internal readonly record struct PlannedRedaction(DlpFinding Finding, RedactionOperator Operator, MaskKeep Keep, DlpCheck Check, string Entity);
