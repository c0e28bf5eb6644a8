using Aegis.Streams.Outcome;
using Aegis.Streams.State;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Publishing;

/// <summary>Turns decisions into messages of the contract and back.</summary>
internal static class DecisionContract
{
    public static Contract.Decision ToContract(Decision decision)
    {
        var contract = new Contract.Decision
        {
            DecisionId = decision.DecisionId,
            IntentId = decision.IntentId,
            Tenant = decision.Tenant,
            Agent = decision.Agent,
            Tool = decision.Tool,
            Action = decision.Action,
            Outcome = (Contract.Outcome)decision.Outcome,
            PolicyRevision = decision.PolicyRevision,
            AgentRecord = decision.AgentRecord is { } agent ? ToContract(agent) : null,
            Timings = new Contract.Timings
            {
                CreatedAt = ContractTime.Write(decision.CreatedAt),
                ReceivedAt = Timestamp.FromDateTimeOffset(decision.ReceivedAt),
            },
            DecidedAt = Timestamp.FromDateTimeOffset(decision.DecidedAt),
            Replayed = decision.Replayed,
            Source = new Contract.SourcePosition
            {
                Topic = decision.SourceTopic,
                Partition = decision.SourcePartition,
                Offset = decision.SourceOffset,
            },
            ReplyStatus = (Contract.ReplyStatus)decision.ReplyStatus,
            Traceparent = decision.TraceParent ?? "",
        };
        contract.Environment = decision.Environment ?? "";
        AddTo(contract.Reasons, decision.Reasons);
        AddTo(contract.Observed, decision.Observed);
        AddTo(contract.CatalogRecords, decision.CatalogRecords);
        AddTo(contract.RuleIds, decision.RuleIds);
        AddTo(contract.DlpCounts, decision.DlpCounts);
        if (!decision.SanitizedParameters.IsEmpty) contract.SanitizedParameters = UnsafeByteOperations.UnsafeWrap(decision.SanitizedParameters);
        return contract;
    }

    public static void AddTo(RepeatedField<string> target, IReadOnlyList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++) target.Add(texts[i]);
    }

    public static void AddTo(RepeatedField<Contract.Reason> target, IReadOnlyList<Reason> reasons)
    {
        for (var i = 0; i < reasons.Count; i++) target.Add(ToContract(reasons[i]));
    }

    public static void AddTo(RepeatedField<Contract.Observation> target, IReadOnlyList<Finding> observed)
    {
        for (var i = 0; i < observed.Count; i++)
            target.Add(new Contract.Observation { Outcome = (Contract.Outcome)observed[i].Outcome, Reason = ToContract(observed[i].Reason) });
    }

    public static void AddTo(RepeatedField<Contract.TableReference> target, IReadOnlyList<TableReference> references)
    {
        for (var i = 0; i < references.Count; i++) target.Add(ToContract(references[i]));
    }

    public static void AddTo(RepeatedField<Contract.DlpCount> target, IReadOnlyList<DlpCount> counts)
    {
        for (var i = 0; i < counts.Count; i++)
            target.Add(ToContract(counts[i]));
    }

    private static Contract.DlpCount ToContract(DlpCount count) => new()
    {
        Entity = count.Entity,
        Operator = count.Operator,
        Count = count.Count,
        Path = count.Path ?? "",
        Profile = count.Profile,
        Hidden = count.Hidden,
    };

    private static Contract.Reason ToContract(Reason reason) => new()
    {
        Code = reason.Code,
        Path = reason.Path ?? "",
        Limit = reason.Limit ?? "",
        Hint = reason.Hint ?? "",
        RuleId = reason.RuleId ?? "",
        Observed = reason.Observed ?? "",
        Message = reason.Message ?? "",
        Docs = reason.Docs ?? "",
    };

    public static Contract.TableReference ToContract(TableReference reference) => new()
    {
        Table = reference.Table,
        Key = reference.Key,
        Found = reference.Found,
        Partition = reference.Partition,
        Offset = reference.Offset,
        ContentHash = UnsafeByteOperations.UnsafeWrap(reference.ContentHash),
    };

    /// <summary>Reads a message. An outcome that this version does not know is a deny, as the contract says.</summary>
    /// <returns>The decision; <see langword="null"/>: a required field is absent or out of bounds.</returns>
    public static Decision? FromContract(Contract.Decision contract)
    {
        if (contract.DecisionId.Length == 0 || contract.Timings is null || contract.Source is null) return null;
        if (!ContractTime.TryRead(contract.DecidedAt, "decided_at", out var decidedAt, out _) || decidedAt is null) return null;
        if (!ContractTime.TryRead(contract.Timings.ReceivedAt, "received_at", out var receivedAt, out _) || receivedAt is null) return null;
        if (!ContractTime.TryRead(contract.Timings.CreatedAt, "created_at", out var createdAt, out _)) return null;
        return new Decision
        {
            DecisionId = contract.DecisionId,
            IntentId = contract.IntentId,
            Tenant = contract.Tenant,
            Agent = contract.Agent,
            Tool = contract.Tool,
            Action = contract.Action,
            Outcome = FromContract(contract.Outcome),
            Reasons = [.. contract.Reasons.Select(FromContract)],
            PolicyRevision = contract.PolicyRevision,
            AgentRecord = contract.AgentRecord is { } agent ? FromContract(agent) : null,
            CatalogRecords = [.. contract.CatalogRecords.Select(FromContract)],
            CreatedAt = createdAt,
            ReceivedAt = receivedAt.Value,
            DecidedAt = decidedAt.Value,
            Replayed = contract.Replayed,
            SourceTopic = contract.Source.Topic,
            SourcePartition = contract.Source.Partition,
            SourceOffset = contract.Source.Offset,
            ReplyStatus = (ReplyStatus)contract.ReplyStatus,
            TraceParent = NullIfEmpty(contract.Traceparent),
            Observed = [.. contract.Observed.Select(observation => new Finding(FromContract(observation.Outcome), FromContract(observation.Reason ?? new())))],
            Environment = NullIfEmpty(contract.Environment),
            RuleIds = [.. contract.RuleIds],
            SanitizedParameters = contract.SanitizedParameters.IsEmpty ? default : contract.SanitizedParameters.Memory,
            DlpCounts = [.. contract.DlpCounts.Select(count => new DlpCount(count.Entity, count.Operator, count.Count, NullIfEmpty(count.Path), count.Profile, count.Hidden))],
        };
    }

    private static Reason FromContract(Contract.Reason reason) => new(
        reason.Code, NullIfEmpty(reason.Path), NullIfEmpty(reason.Limit), NullIfEmpty(reason.Hint), NullIfEmpty(reason.RuleId))
    {
        Observed = NullIfEmpty(reason.Observed),
        Message = NullIfEmpty(reason.Message),
        Docs = NullIfEmpty(reason.Docs),
    };

    private static DecisionOutcome FromContract(Contract.Outcome outcome) =>
        System.Enum.IsDefined((DecisionOutcome)outcome) ? (DecisionOutcome)outcome : DecisionOutcome.Deny;

    private static TableReference FromContract(Contract.TableReference reference) => new(
        reference.Table, reference.Key, reference.Found, reference.Partition, reference.Offset, reference.ContentHash.Memory);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
