namespace Aegis.Streams.Policy.Evaluation;

/// <summary>By what an index finds rules, besides the subject.</summary>
internal enum IndexDepth
{
    /// <summary>By tenant.</summary>
    Tenant,

    /// <summary>By tenant and tool.</summary>
    Tool,

    /// <summary>By tenant, tool and action.</summary>
    Action,
}
