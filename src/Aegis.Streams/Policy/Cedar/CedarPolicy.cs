namespace Aegis.Streams.Policy.Cedar;

/// <summary>One policy of Cedar.</summary>
/// <param name="Id">The id of the rule that it says, which is also its annotation `@id`; `layer:TENANT` for the demand that a tenant's layer permits the call too.</param>
/// <param name="Text">The policy as Cedar reads it.</param>
public sealed record CedarPolicy(string Id, string Text);
