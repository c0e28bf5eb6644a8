namespace Aegis.Streams.Tests.Policy.Reference;

/// <summary>Kleene's three values, in the order in which `and` is the least and `or` the greatest.</summary>
internal enum Kleene
{
    False,
    Undecided,
    True,
}
