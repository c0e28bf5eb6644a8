using Aegis.Streams.Outcome;

namespace Aegis.Streams.Identity;

/// <summary>Who speaks.</summary>
/// <param name="Agent">The agent's registration; <see langword="null"/>: it has none.</param>
/// <param name="Reference">The record that was used, or how far the table had been read where there is none.</param>
/// <param name="Finding">Why the agent may not act; <see langword="null"/>: it may.</param>
public sealed record IdentityResolution(AgentRegistration? Agent, TableReference Reference, Finding? Finding);
