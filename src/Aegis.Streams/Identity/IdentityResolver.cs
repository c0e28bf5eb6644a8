using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.State;

namespace Aegis.Streams.Identity;

/// <summary>Resolves who speaks: the agent must be registered and enabled.</summary>
public static class IdentityResolver
{
    /// <summary>The table's name in references.</summary>
    public const string Table = "agents";

    /// <summary>Resolves the agent of an intent.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="agents">The register of agents.</param>
    /// <returns>Who speaks.</returns>
    public static IdentityResolution Resolve(Intent intent, TableSnapshot<AgentRegistration> agents)
    {
        var key = intent.Key;
        Span<byte> keyBytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(key.Length)];
        var lookup = agents.Find(keyBytes[..Encoding.UTF8.GetBytes(key, keyBytes)]);
        Finding? finding = lookup.Row?.Value switch
        {
            null => Finding.Deny(ReasonCodes.AgentUnknown, "agent", "Register the agent for this tenant."),
            { IsEnabled: false } => Finding.Deny(ReasonCodes.AgentDisabled, "agent", "Ask the tenant's administrator to enable the agent."),
            _ => null,
        };
        return new IdentityResolution(lookup.Row?.Value, lookup.ToReference(Table, key), finding);
    }
}
