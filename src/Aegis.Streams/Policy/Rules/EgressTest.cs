using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Policy.Rules;

/// <summary>A text is a URL that an allow-list covers. Undecided for a text that is no URL of one plain meaning.</summary>
/// <param name="Allowed">The allow-list.</param>
public sealed record EgressTest(EgressAllowList Allowed) : ParameterTest;
