using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>
/// An amount, a JSON number, lies within the bounds of its currency, a text. An amount in a currency without bounds does not.
/// Undecided if either is absent or of another type.
/// </summary>
/// <param name="Amount">The parameter with the amount; without `[*]`.</param>
/// <param name="Currency">The parameter with the currency; without `[*]`.</param>
/// <param name="Limits">The bounds, one a currency, at least one, ordered by currency.</param>
public sealed record MoneyCondition(ParameterPath Amount, ParameterPath Currency, ImmutableArray<MoneyLimit> Limits) : Condition;
