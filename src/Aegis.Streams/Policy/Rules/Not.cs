namespace Aegis.Streams.Policy.Rules;

/// <summary>Holds if its part does not, and the other way round. Undecided stays undecided.</summary>
/// <param name="Part">The part.</param>
public sealed record Not(Condition Part) : Condition;
