using Aegis.Streams.Outcome;

namespace Aegis.Streams.Tests.Policy.Reference;

/// <summary>What an engine answers to a call; engines that mean the same give equal answers.</summary>
/// <param name="Verdict">The outcome.</param>
/// <param name="Applied">Ids of the enforced rules that apply, in ordinal order, with a space between two.</param>
/// <param name="Observed">Ids of the observed rules that would have applied, likewise.</param>
internal sealed record Answer(DecisionOutcome Verdict, string Applied, string Observed)
{
    /// <summary>The answer to parameters that strict reading refuses: no rule is asked.</summary>
    public static Answer Unreadable { get; } = new(DecisionOutcome.Deny, "", "");

    public static Answer Of(DecisionOutcome verdict, IEnumerable<string> applied, IEnumerable<string> observed) =>
        new(verdict, string.Join(' ', applied.Order(StringComparer.Ordinal)), string.Join(' ', observed.Order(StringComparer.Ordinal)));
}
