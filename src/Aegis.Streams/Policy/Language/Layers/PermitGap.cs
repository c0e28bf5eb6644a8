using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>Why a permit does not lie within another.</summary>
/// <param name="Base">The other.</param>
/// <param name="Rank">How far the comparison came; more is closer.</param>
/// <param name="Reason">The first part that is wider, in words that `of` and the other can follow.</param>
internal sealed record PermitGap(PolicyRule Base, int Rank, string Reason);
