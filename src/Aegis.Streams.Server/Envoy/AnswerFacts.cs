using Aegis.Streams.Outcome;
using Aegis.Streams.Publishing;
using Google.Protobuf.WellKnownTypes;

namespace Aegis.Streams.Server.Envoy;

/// <summary>What every answer says in headers and in metadata. All of it is ours, none is data.</summary>
/// <param name="Outcome">The decision's outcome, or `none`.</param>
/// <param name="Reason">The code of the first reason; <see langword="null"/>: there is none.</param>
/// <param name="DecisionId">The decision's id; <see langword="null"/>: there is no decision.</param>
/// <param name="PolicyRevision">The revision that decided; <see langword="null"/>: there is no decision.</param>
internal readonly record struct AnswerFacts(string Outcome, string? Reason, string? DecisionId, string? PolicyRevision)
{
    private const string NoOutcome = "none";

    /// <summary>Takes the facts of a decision.</summary>
    public static AnswerFacts Of(Decision decision) =>
        new(ContractJson.Name(decision.Outcome), decision.Reasons.Count > 0 ? decision.Reasons[0].Code : null, decision.DecisionId, decision.PolicyRevision);

    /// <summary>Takes the facts of a request without a decision.</summary>
    public static AnswerFacts Of(string code) => new(NoOutcome, code, null, null);

    /// <summary>Makes the metadata, in the filter's namespace `envoy.filters.http.ext_authz`.</summary>
    public Struct ToMetadata()
    {
        var metadata = new Struct();
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("outcome", Outcome), ("reason", Reason), ("decision_id", DecisionId), ("policy_revision", PolicyRevision)])
            if (value is not null) metadata.Fields.Add(name, Value.ForString(value));
        return metadata;
    }
}
