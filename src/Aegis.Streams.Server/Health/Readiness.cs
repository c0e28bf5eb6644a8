using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Server.Calls;

namespace Aegis.Streams.Server.Health;

/// <summary>Says whether an instance can decide, and what is missing.</summary>
/// <param name="application">The instance.</param>
/// <param name="decider">What answers calls; <see langword="null"/>: the instance takes none.</param>
internal sealed class Readiness(DecisionApplication application, CallDecider? decider)
{
    /// <summary>Finds what keeps the instance from deciding.</summary>
    /// <returns>The reasons, such as `restoring`; none: it is ready.</returns>
    public IReadOnlyList<string> Missing()
    {
        var missing = new List<string>();
        if (decider is { IsDraining: true }) missing.Add("draining");
        if (!application.HasTables) missing.Add("tables_incomplete");
        if (application.State is StreamsState.Created or StreamsState.Restoring) missing.Add("restoring");
        else if (application.State != StreamsState.Running || (application.HasTables && !application.FollowsTables)) missing.Add("stopping");
        if (application.Policy is not { IsEmpty: false }) missing.Add("no_policy");
        if (decider is { IsAuditFailing: true }) missing.Add("audit_failing");
        if (application.IsPolicyStale) missing.Add("policy_stale");
        return missing;
    }
}
