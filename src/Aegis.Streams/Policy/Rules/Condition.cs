namespace Aegis.Streams.Policy.Rules;

/// <summary>
/// Something that holds of a call, does not hold, or cannot be told, as in Kleene's logic of three values: a parameter that is absent or of
/// another type makes a test undecided, and an undecided condition counts against the call.
/// </summary>
public abstract record Condition;
