using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Policy.Rules;

/// <summary>A text is a URL that an allow-list covers. One that has no single meaning does not pass.</summary>
/// <param name="Allowed">The allow-list.</param>
public sealed record EgressTest(EgressAllowList Allowed) : ParameterTest;
