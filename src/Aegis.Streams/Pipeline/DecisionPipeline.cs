using System.Collections.Concurrent;
using Aegis.Streams.Audit;
using Aegis.Streams.Catalog;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.Pipeline;

/// <summary>
/// The way of an intent: Intents, Identity, Policy, Catalog, Dlp, Outcome, Audit, Publishing. Pure: the same record, inputs and state give the
/// same result, byte for byte. Every record becomes one decision or one dead letter, each with one audit entry, unless it repeats a
/// request (the same decision again) or belongs to another partition (forwarded once). Thread-safe; the state is its task's own.
/// </summary>
/// <param name="options">The settings.</param>
/// <param name="reader">Reads the intents.</param>
/// <param name="commitmentKey">The key of the commitments in audit entries.</param>
public sealed class DecisionPipeline(PipelineOptions options, IntentReader reader, CommitmentKey commitmentKey)
{
    private readonly IdempotentReplies _replies = new(options.Retention);
    private readonly AuditTrail _audit = new(commitmentKey);
    private readonly DecisionPublisher _publisher = new(options);
    private readonly DeadLetterWriter _deadLetters = new(options.Topics);
    private readonly ConcurrentBag<ParameterTable> _tables = [];
    private readonly ConcurrentBag<ParameterRedactor> _redactors = [];

    /// <summary>Decides one record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="inputs">What the decision depends on besides it and the state.</param>
    /// <param name="state">The keyed state of the task. Changed only by a decision that is made, as the last step.</param>
    /// <returns>What became of the record.</returns>
    public PipelineResult Process(SourceRecord record, DecisionInputs inputs, KeyedState state)
    {
        // 1. Intents: what is asked, whether it is asked here, and whether it was answered before.
        var reading = Read(record, out var readerFault);
        if (!reading.IsReadable) return SendToDeadLetters(record, reading.Fault, inputs.DecisionTime) with { Fault = readerFault };
        return Decide(reading.Intent, record, inputs, state);
    }

    /// <summary>Decides an intent that is already read: a synchronous call.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="record">The record, or the call in the shape of one.</param>
    /// <param name="inputs">What the decision depends on besides them and the state.</param>
    /// <param name="state">The keyed state of the task that owns the intent's key; <see langword="null"/>: the call is decided without any, is not deduplicated, and brings a <see cref="SourceRecord.CallId"/>.</param>
    /// <returns>What became of it; never a dead letter.</returns>
    public PipelineResult Decide(Intent intent, SourceRecord record, DecisionInputs inputs, KeyedState? state)
    {
        var evaluation = new Evaluation();
        if (state is not null && Routing.OwnerOf(intent, inputs.PartitionCount) is var owner && owner != inputs.Partition)
        {
            if (Routing.CanForward(record)) return Forwarded(Routing.Forward(record, owner));
            evaluation.Add(Finding.Deny(ReasonCodes.Misrouted, hint: "Publish to the partition that murmur2 of tenant/agent names."));
            return Conclude(record, intent, inputs, evaluation);
        }

        try
        {
            return DecideOwned(record, intent, inputs, state, evaluation);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A stage has a defect. No answer means deny; the state is as before, so a repeat is decided afresh.
            return Conclude(record, intent, inputs, AfterFault(evaluation)) with { Fault = fault };
        }
    }

    /// <summary>Gives up on a record that made its transaction fail again and again.</summary>
    /// <param name="record">The record.</param>
    /// <param name="fault">What it failed with last; only its type is written down.</param>
    /// <param name="decisionTime">The decision time in UTC.</param>
    /// <param name="omitContent">Whether the dead letter leaves out what the input holds, since the broker refuses something that the input caused.</param>
    /// <returns>The dead letter and its audit entry.</returns>
    public PipelineResult SetAside(SourceRecord record, Exception fault, DateTimeOffset decisionTime, bool omitContent = false) => SendToDeadLetters(
        record,
        new IntentFault(ReasonCodes.PoisonRecord, null, $"The record failed its transaction again and again, last with {fault.GetType().Name}."),
        decisionTime,
        omitContent);

    private IntentReading Read(SourceRecord record, out Exception? fault)
    {
        fault = null;
        try
        {
            return reader.Read(record);
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            fault = defect;
            return new IntentFault(ReasonCodes.InternalError, null, "The reader of intents failed; the operator has been told.");
        }
    }

    /// <summary>Finds what is left of an evaluation that broke off: a deny, unless policy itself lets a read pass when a stage after it fails.</summary>
    private static Evaluation AfterFault(Evaluation broken)
    {
        const string hint = "Send the intent again; the operator has been told.";
        var failed = new Evaluation();
        if (broken.FailsOpen && broken.Stage is StageNames.Catalog)
        {
            failed.IsCoveredByRule = true;
            failed.RuleIds = broken.RuleIds;
            failed.AgentRecord = broken.AgentRecord;
            failed.Observed = broken.Observed;
            failed.IsRead = broken.IsRead;
            failed.Add(broken.Findings);
            failed.Add(new Finding(DecisionOutcome.Allow, new Reason(ReasonCodes.FailedOpen, broken.Stage)));
            return failed;
        }

        failed.Add(Finding.Deny(broken.Stage == StageNames.Policy ? ReasonCodes.PolicyFault : ReasonCodes.InternalError, broken.Stage, hint));
        return failed;
    }

    private PipelineResult DecideOwned(SourceRecord record, Intent intent, DecisionInputs inputs, KeyedState? state, Evaluation evaluation)
    {
        var parameters = _tables.TryTake(out var spare) ? spare : new ParameterTable();
        try
        {
            return DecideOwned(record, intent, inputs, state, evaluation, parameters);
        }
        finally
        {
            _tables.Add(parameters);
        }
    }

    private PipelineResult DecideOwned(
        SourceRecord record, Intent intent, DecisionInputs inputs, KeyedState? state, Evaluation evaluation, ParameterTable parameters)
    {
        var parametersFault = reader.ReadParameters(intent, parameters);
        if (state is null)
        {
            DecideFresh(intent, inputs, evaluation, parameters, parametersFault);
            return Conclude(record, intent, inputs, evaluation);
        }

        var requestHash = parametersFault is null ? RequestHash.Compute(intent) : RequestHash.ComputeRaw(intent);
        var earlier = IdempotentReplies.Find(state, intent, inputs.DecisionTime);
        if (earlier is not null && earlier.Answers(requestHash)) return Replay(intent, earlier.Decision, inputs);
        if (earlier is not null && !IsExpired(intent, inputs))
        {
            evaluation.Add(Finding.Deny(ReasonCodes.IdReused, "id", "Use a new id for every request."));
            return Conclude(record, intent, inputs, evaluation);
        }

        DecideFresh(intent, inputs, evaluation, parameters, parametersFault);
        var result = Conclude(record, intent, inputs, evaluation);
        if (!IsExpired(intent, inputs)) _replies.Remember(state, intent, requestHash, _publisher.MessageOf(result.Decision!, result.Records[0].Value!), inputs.DecisionTime);
        return result;
    }

    private static bool IsExpired(Intent intent, DecisionInputs inputs) => intent.Deadline < inputs.DecisionTime;

    /// <summary>Finds the answer to what was not answered before.</summary>
    private void DecideFresh(Intent intent, DecisionInputs inputs, Evaluation evaluation, ParameterTable parameters, IntentFault? parametersFault)
    {
        if (IsExpired(intent, inputs)) evaluation.Add(Finding.Deny(ReasonCodes.Expired, "deadline", "Send the intent again with a later deadline."));
        else if (parametersFault is not null) evaluation.Add(Finding.Deny(parametersFault.Code, parametersFault.Path, parametersFault.Message));
        else Evaluate(intent, inputs, parameters, evaluation);
    }

    private void Evaluate(Intent intent, DecisionInputs inputs, ParameterTable parameters, Evaluation evaluation)
    {
        // 2. Identity: who speaks.
        evaluation.Stage = StageNames.Identity;
        var identity = IdentityResolver.Resolve(intent, inputs.Agents);
        evaluation.AgentRecord = identity.Reference;
        if (identity.Finding is { } refusal || identity.Agent is not { } agent)
        {
            evaluation.Add(identity.Finding ?? Finding.Deny(ReasonCodes.AgentUnknown, "agent"));
            return;
        }

        // 3. Policy: what that means for this call, and which checks it demands.
        evaluation.Stage = StageNames.Policy;
        if (inputs.Policy is not { } policy)
        {
            evaluation.Add(Finding.Deny(ReasonCodes.NoPolicy, hint: "Ask for a policy set to be published."));
            return;
        }

        var call = CallOf(intent, agent, parameters, inputs);
        var verdict = PolicyEngine.Evaluate(policy, call);
        evaluation.IsRead = PolicyEngine.DeclaresRead(policy, call);
        evaluation.IsCoveredByRule = verdict.RuleId is not null;
        evaluation.RuleIds = verdict.RuleIds;
        evaluation.DemandsRedaction = !verdict.DlpChecks.IsEmpty;

        // What was not looked at must not pass, whoever said that reads may.
        evaluation.FailsOpen = verdict.FailsOpen && !evaluation.DemandsRedaction;
        evaluation.Observed = verdict.Observed;
        evaluation.Add(verdict.Findings);

        // 4. Catalog: resolves the checks that policy demands.
        evaluation.Stage = StageNames.Catalog;
        foreach (var check in verdict.CatalogChecks)
        {
            var resolution = CatalogResolver.Resolve(check, intent.Tenant, parameters, inputs.Catalog);
            evaluation.AddCatalogRecords(resolution.References);
            evaluation.Add(resolution.Findings);
        }

        // 5. Dlp: redacts what policy demands.
        evaluation.Stage = StageNames.Dlp;
        if (RedactionResult.IsDue(verdict, evaluation.Findings)) evaluation.Add(Redact(verdict, intent, parameters, inputs));
    }

    private RedactionResult Redact(PolicyVerdict verdict, Intent intent, ParameterTable parameters, DecisionInputs inputs)
    {
        var redactor = _redactors.TryTake(out var spare) ? spare : new ParameterRedactor(reader.Limits);
        var result = redactor.Redact(verdict.DlpChecks, parameters, inputs.DecisionTime.Year, commitmentKey, intent.Tenant);

        // One that failed is not used again: nobody knows what it still holds.
        _redactors.Add(redactor);
        return result;
    }

    private PolicyCall CallOf(Intent intent, AgentRegistration agent, ParameterTable parameters, DecisionInputs inputs) => new()
    {
        // The names by which the registration was found: the same as in the intent, but where policy has seen them before.
        Tenant = agent.Tenant,
        Agent = agent.Agent,
        Tool = intent.Tool,
        Action = intent.Action,
        ClaimedClass = intent.CallClass,
        EgressTarget = intent.EgressTarget,
        Registration = agent,
        Parameters = parameters,
        DecisionTime = inputs.DecisionTime,
        Environment = options.Environment,
    };

    /// <summary>An absent key came from the parameters: where values of them are redacted, it is not told.</summary>
    private static IReadOnlyList<TableReference> CatalogRecords(Evaluation evaluation, string tenant) =>
        evaluation.DemandsRedaction ? [.. evaluation.CatalogRecords.Select(reference => reference.WithoutAbsentKey(tenant)).Distinct()] : evaluation.CatalogRecords;

    private PipelineResult Conclude(SourceRecord record, Intent intent, DecisionInputs inputs, Evaluation evaluation)
    {
        // 6. Outcome: one answer from all findings.
        evaluation.Stage = StageNames.Outcome;
        var decision = MakeDecision(record, intent, inputs, evaluation);

        // 7. Audit: one entry for it.
        evaluation.Stage = StageNames.Audit;
        var entry = _audit.Record(decision, intent);

        // 8. Publishing: the decision, the copy that the intent asked for, the entry.
        evaluation.Stage = StageNames.Publishing;
        var records = new List<OutboundRecord>(3);
        decision = _publisher.Publish(decision, intent, inputs.ReplyTopics, records);
        records.Add(_publisher.Publish(entry, intent.TraceState));
        return new PipelineResult { Disposition = PipelineDisposition.Decided, Decision = decision, IsRead = evaluation.IsRead, Records = records };
    }

    private Decision MakeDecision(SourceRecord record, Intent intent, DecisionInputs inputs, Evaluation evaluation) => new()
    {
        DecisionId = DecisionId.Create(record, intent.Tenant, intent.Agent, intent.Id),
        IntentId = intent.Id,
        Tenant = intent.Tenant,
        Agent = intent.Agent,
        Tool = intent.Tool,
        Action = intent.Action,
        Outcome = OutcomeFold.Fold(evaluation.Findings, evaluation.IsCoveredByRule),
        Reasons = evaluation.Findings.Count == 0 ? [] : [.. evaluation.Findings.Select(finding => finding.Reason)],
        PolicyRevision = (inputs.Policy ?? PolicySnapshot.Empty).Revision,
        AgentRecord = evaluation.AgentRecord,
        CatalogRecords = CatalogRecords(evaluation, intent.Tenant),
        CreatedAt = intent.CreatedAt,
        ReceivedAt = record.IsLogAppendTime ? record.Timestamp : inputs.DecisionTime,
        DecidedAt = inputs.DecisionTime,
        SourceTopic = record.Topic,
        SourcePartition = record.Partition,
        SourceOffset = record.Offset,
        TraceParent = intent.TraceParent,
        Observed = evaluation.Observed,
        Environment = options.Environment,
        RuleIds = evaluation.RuleIds,
        SanitizedParameters = evaluation.SanitizedParameters ?? default,
        DlpCounts = evaluation.DlpCounts,
    };

    private PipelineResult Replay(Intent intent, Decision earlier, DecisionInputs inputs)
    {
        // The first answer has its audit entry; a repeat adds none.
        var records = new List<OutboundRecord>(2);
        var decision = _publisher.Publish(earlier with { Replayed = true }, intent, inputs.ReplyTopics, records);
        return new PipelineResult { Disposition = PipelineDisposition.Replayed, Decision = decision, Records = records };
    }

    private PipelineResult SendToDeadLetters(SourceRecord record, IntentFault fault, DateTimeOffset decisionTime, bool omitContent = false)
    {
        var entryId = DecisionId.Create(record, "", "", "");
        var entry = _audit.RecordDeadLetter(record, entryId, new Reason(fault.Code, fault.Path), decisionTime);
        var letter = _deadLetters.Write(record, new DeadLetter(StageNames.Intents, fault.Code, fault.Message, entryId, omitContent));
        return new PipelineResult
        {
            Disposition = PipelineDisposition.DeadLettered,
            DeadLetterCode = fault.Code,
            Records = [letter, _publisher.Publish(entry, traceState: null)],
        };
    }

    private static PipelineResult Forwarded(OutboundRecord record) =>
        new() { Disposition = PipelineDisposition.Forwarded, Records = [record] };
}
