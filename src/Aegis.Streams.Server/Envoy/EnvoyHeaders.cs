namespace Aegis.Streams.Server.Envoy;

/// <summary>Names of the headers that the door sets, for the tool and for the client. What a client sends under the prefix never reaches a tool.</summary>
internal static class EnvoyHeaders
{
    /// <summary>What all names begin with.</summary>
    public const string Prefix = "x-aegis-";

    /// <summary>The decision's id.</summary>
    public const string DecisionId = "x-aegis-decision-id";

    /// <summary>The revision of the policy set that decided.</summary>
    public const string PolicyRevision = "x-aegis-policy-revision";

    /// <summary>`allow`, `sanitize`, `approval_needed` or `deny`; `none` where there is no decision.</summary>
    public const string Outcome = "x-aegis-outcome";

    /// <summary>The code of the first reason.</summary>
    public const string Reason = "x-aegis-reason";
}
