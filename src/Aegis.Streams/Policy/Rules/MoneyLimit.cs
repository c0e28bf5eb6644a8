using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Bounds of an amount in one currency.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Min">The least; <see langword="null"/>: no bound.</param>
/// <param name="Max">The most; <see langword="null"/>: no bound.</param>
public sealed record MoneyLimit(string Currency, ExactDecimal? Min, ExactDecimal? Max);
