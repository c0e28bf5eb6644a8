using System.Collections.Immutable;
using Aegis.Streams.Audit;
using Aegis.Streams.Catalog;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.State;

namespace Aegis.Streams.Policy.Inquiry;

/// <summary>Asks policy about one call, outside of the stream: for tests of policies and for people. Answers as the pipeline would, up to the redaction.</summary>
public static class PolicyInquiry
{
    private const string Root = "parameters";

    /// <summary>People who ask have no tenant's key: the hashes that they see are of this one, and the same everywhere.</summary>
    private static readonly CommitmentKey NoKey = new(new byte[CommitmentKey.Length]);

    /// <summary>Asks.</summary>
    /// <param name="policy">The policy set.</param>
    /// <param name="question">The call.</param>
    /// <param name="catalog">The catalog; <see langword="null"/>: none, and its checks are left open.</param>
    /// <returns>The answer. Of the empty set it is deny.</returns>
    public static PolicyAnswer Ask(PolicySnapshot policy, PolicyQuestion question, TableSnapshot<CatalogItem>? catalog = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(question);
        var limits = new IntentLimits();
        var parameters = new ParameterTable();
        if (parameters.Read(question.Parameters, limits, Root) is { } fault)
            return new PolicyAnswer(DecisionOutcome.Deny, [Finding.Deny(fault.Code, fault.Path, fault.Message)], null);

        var trace = PolicyEngine.Trace(policy, CallOf(question, parameters));
        var findings = new List<Finding>(trace.Verdict.Findings);
        if (catalog is not null)
            foreach (var check in trace.Verdict.CatalogChecks) findings.AddRange(CatalogResolver.Resolve(check, question.Registration.Tenant, parameters, catalog).Findings);
        var redaction = Redact(trace.Verdict, findings, question, parameters, limits);
        return new PolicyAnswer(OutcomeFold.Fold(findings, trace.Verdict.RuleId is not null), [.. findings.OrderByDescending(finding => finding.Outcome)], trace)
        {
            LeavesCatalogOpen = catalog is null && !trace.Verdict.CatalogChecks.IsEmpty,
            Parameters = Describe(parameters),
            SanitizedParameters = redaction.Parameters ?? default(ReadOnlyMemory<byte>),
            DlpCounts = [.. redaction.Counts],
        };
    }

    /// <summary>Redacts as the pipeline would.</summary>
    private static RedactionResult Redact(PolicyVerdict verdict, List<Finding> findings, PolicyQuestion question, ParameterTable parameters, IntentLimits limits)
    {
        if (!RedactionResult.IsDue(verdict, findings)) return RedactionResult.Clean;
        var result = new ParameterRedactor(limits).Redact(verdict.DlpChecks, parameters, question.DecisionTime.Year, NoKey, question.Registration.Tenant);
        result.Settle(findings);
        return result;
    }

    /// <summary>Makes the engine's call of a question.</summary>
    internal static PolicyCall CallOf(PolicyQuestion question, ParameterTable parameters) => new()
    {
        Tenant = question.Registration.Tenant,
        Agent = question.Registration.Agent,
        Tool = question.Tool,
        Action = question.Action,
        ClaimedClass = question.ClaimedClass,
        EgressTarget = question.EgressTarget,
        Registration = question.Registration,
        Parameters = parameters,
        DecisionTime = question.DecisionTime,
        Environment = question.Environment,
    };

    private static ImmutableArray<string> Describe(ParameterTable parameters)
    {
        var described = ImmutableArray.CreateBuilder<string>();
        for (var index = 1; index < parameters[0].Next; index = parameters[index].Next)
            described.Add($"{parameters.PathOf(index, Root)[(Root.Length + 1)..]} ({ValueTest.NameOf(parameters[index].Kind)})");
        return described.ToImmutable();
    }
}
