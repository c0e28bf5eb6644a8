using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Policy.Publication;

/// <summary>
/// What the records of the topic of policies make active, in the order of the log: a pure state machine, so every reader comes to the same. A
/// publication is activated if a trusted key signed it, what it replaces is active, and its content is what was signed and a policy set. Anything
/// else is refused, and what is active stays. Not thread-safe.
/// </summary>
/// <remarks>
/// Keys are never used twice, so compaction takes nothing from the log. Where records were written again all the same, by a mirror for example, a
/// record may come before what it builds on; it waits then. `docs/formats/policy-publication.md` says what that leaves to a writer without a key.
/// </remarks>
/// <param name="keys">The keys that count.</param>
/// <param name="compile">Makes a policy set of a content and its files of terms. What it throws is a refusal.</param>
public sealed class PublicationLog(TrustedKeys keys, Func<PublicationPayload, PolicyCompilation> compile)
{
    private const int MaxWaiting = 100;

    private readonly PublicationHistory _history = new();
    private readonly PendingContents _contents = new();
    private readonly List<PublicationCandidate> _waiting = [];
    private PublicationCandidate? _head;

    // What the records alone make active, while something that they lack is kept.
    private PublicationCandidate? _recorded;

    /// <summary>Gets what is active; <see langword="null"/>: nothing is, so everything is to be denied.</summary>
    public ActivePolicy? Active { get; private set; }

    /// <summary>Gets a value indicating whether what is active was kept although the records do not make it so: who starts from them decides otherwise.</summary>
    public bool IsKept { get; private set; }

    /// <summary>Gets what was published, in the order of offsets. Bounded: of very long histories the oldest are left out.</summary>
    public IReadOnlyList<PublicationEntry> History => _history.Entries;

    /// <summary>Takes the next record.</summary>
    /// <param name="record">The record. Its value is kept, so not to be changed afterwards.</param>
    /// <returns>What it activated or refused, in order; mostly one publication or none.</returns>
    public IReadOnlyList<PublicationEvent> Apply(SourceRecord record)
    {
        var events = new List<PublicationEvent>();
        if (PublicationRecordKey.Read(record.Key) is not { } key) Reject("", null, record.Offset, RefusalCodes.Malformed, "the key is none of this topic", events);
        else if (key.Chunk is { } chunk) TakeContent(key.Id, chunk, record, events);
        else TakePublication(key.Id, record, events);
        return events;
    }

    /// <summary>
    /// Keeps what was active before the records were read again, and that they do not make active any more: it was removed, or lost with a broker,
    /// and an older set must not come back by that. It stays until a publication is signed on top of it; or on top of what the records make active
    /// instead, and later than it, so that publishing again brings all instances together and no old publication does.
    /// </summary>
    /// <param name="policy">What was active.</param>
    /// <returns>What it activated among publications that waited for it, and refused.</returns>
    public IReadOnlyList<PublicationEvent> Keep(ActivePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var events = new List<PublicationEvent>();
        var kept = _history.Find(policy.Publication.Id);
        if (kept is not null) StopWaiting(kept);
        else _history.Add(kept = new PublicationCandidate(policy.Publication, policy.Offset));
        (_recorded, IsKept) = (_head, true);
        Head(kept, policy);
        Settle(events);
        return events;
    }

    private void TakeContent(string id, int chunk, SourceRecord record, List<PublicationEvent> events)
    {
        var candidate = _history.Find(id);
        if (candidate is not null && !_waiting.Contains(candidate)) return;
        if (record.Value is { Length: > PublicationLimits.MaxChunkBytes })
        {
            Reject(id, null, record.Offset, RefusalCodes.Malformed, $"record {chunk} of its content has {record.Value.Length} bytes", events);
            return;
        }

        if (record.Value is not { } bytes) _contents.Remove(id, chunk);
        else _contents.Put(id, chunk, bytes);
        if (candidate is not null) Settle(events);
    }

    private void TakePublication(string id, SourceRecord record, List<PublicationEvent> events)
    {
        if (record.Value is not { } value)
        {
            // Who starts from the compacted log will not know it: say so while somebody does.
            Reject(id, null, record.Offset, RefusalCodes.Malformed, "the record takes the publication away from later readers", events);
            return;
        }

        if (!SignedPublication.TryRead(value, out var signed, out var fault))
            Reject(id, null, record.Offset, RefusalCodes.Malformed, fault.ToString(), events);
        else if (signed.Publication is var publication && publication.Id != id)
            Reject(id, publication, record.Offset, RefusalCodes.Malformed, $"its id is {publication.Id}, which is not that of its key", events);
        else if (keys.Has(publication.KeyId) && !keys.Verify(signed))
            Reject(id, publication, record.Offset, RefusalCodes.SignatureInvalid, null, events);
        else if (_history.Find(id) is null)
            Consider(new PublicationCandidate(publication, record.Offset), events);
    }

    /// <summary>Notes a record that is no publication. Its id stays free: whoever spoils one must not keep the good one out.</summary>
    private void Reject(string id, PolicyPublication? publication, long offset, string code, string? detail, List<PublicationEvent> events)
    {
        var entry = new PublicationEntry(offset, id, publication, PublicationState.Refused, code, detail);
        _history.AddRejected(entry);
        events.Add(new PublicationEvent(entry, null));
    }

    private void Consider(PublicationCandidate candidate, List<PublicationEvent> events)
    {
        // First the new one: others may wait for it, and must not meet it without a verdict.
        if (keys.Has(candidate.Publication.KeyId)) Await(candidate, events);
        else PassOver(candidate, events);
        Settle(events);
    }

    private void Await(PublicationCandidate candidate, List<PublicationEvent> events)
    {
        _history.Add(candidate);
        _waiting.Add(candidate);
        if (_waiting.Count > MaxWaiting) StopWaiting(_waiting[0]);
        Judge(candidate, events);
    }

    /// <summary>Notes a publication whose key is not trusted. It never waits: what anybody can write must not take the place of what was signed.</summary>
    private void PassOver(PublicationCandidate candidate, List<PublicationEvent> events)
    {
        _history.AddUnknown(candidate);
        Refuse(candidate, RefusalCodes.KeyUnknown, $"the key {candidate.Publication.KeyId} is not trusted here", events);
    }

    /// <summary>Judges what waits, in the order of the log, until nothing changes any more.</summary>
    private void Settle(List<PublicationEvent> events)
    {
        bool hasChanged;
        do
        {
            hasChanged = false;
            foreach (var candidate in _waiting.ToArray()) hasChanged |= Judge(candidate, events);
        }
        while (hasChanged);
    }

    /// <summary>Judges a publication.</summary>
    /// <returns>Whether that can change the verdict of others.</returns>
    private bool Judge(PublicationCandidate candidate, List<PublicationEvent> events)
    {
        var publication = candidate.Publication;
        if (CheckParent(publication) is { } parentFault) return Refuse(candidate, parentFault, Describe(parentFault, publication), events);
        if (_contents.Find(publication, out var contentFault) is not { } payload) return Refuse(candidate, contentFault!, Describe(contentFault!, publication), events);
        var compilation = Compile(payload);
        if (compilation.Snapshot is not { } snapshot) return Refuse(candidate, RefusalCodes.PolicyInvalid, compilation.Fault, events);
        if (snapshot.Revision != publication.Revision) return Refuse(candidate, RefusalCodes.PolicyInvalid, $"this version takes its content for revision {snapshot.Revision}", events);
        Activate(candidate, new ActivePolicy(publication, candidate.Offset, snapshot, payload), events);
        return true;
    }

    /// <summary>Finds out whether what a publication replaces is what is active, with or without publications between that could not be used here.</summary>
    /// <returns>The refusal; <see langword="null"/>: it is.</returns>
    private string? CheckParent(PolicyPublication publication)
    {
        var id = publication.Parent;
        while (id is not null)
        {
            if (_history.Find(id) is not { } parent) return RefusalCodes.ParentUnknown;
            if (parent == _head || (parent == _recorded && IsLater(publication))) return null;
            if (parent.RefusalCode is not { } code || !RefusalCodes.IsPassable(code)) return RefusalCodes.ParentNotActive;
            id = parent.Publication.Parent;
        }

        return _head is null || (IsKept && _recorded is null && IsLater(publication)) ? null : RefusalCodes.ParentNotActive;
    }

    private bool IsLater(PolicyPublication publication) => publication.PublishedAt > _head!.Publication.PublishedAt;

    private PolicyCompilation Compile(PublicationPayload payload)
    {
        try
        {
            return compile(payload);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A defect that one set brings to light must not end the instance that goes on with another.
            return new PolicyCompilation(null, $"reading it failed with {fault.GetType().Name}");
        }
    }

    private void Activate(PublicationCandidate candidate, ActivePolicy policy, List<PublicationEvent> events)
    {
        StopWaiting(candidate);
        (_recorded, IsKept) = (null, false);
        Head(candidate, policy);
        events.Add(new PublicationEvent(candidate.ToEntry(), policy));
    }

    private void Head(PublicationCandidate candidate, ActivePolicy policy)
    {
        _head?.Supersede();
        candidate.Activate();
        (_head, Active) = (candidate, policy);
    }

    private bool Refuse(PublicationCandidate candidate, string code, string? detail, List<PublicationEvent> events)
    {
        if (!RefusalCodes.IsWaiting(code)) StopWaiting(candidate);
        if (candidate.RefusalCode == code && candidate.Detail == detail) return false;
        candidate.Refuse(code, detail);
        events.Add(new PublicationEvent(candidate.ToEntry(), null));
        return true;
    }

    private void StopWaiting(PublicationCandidate candidate)
    {
        _waiting.Remove(candidate);
        _contents.Drop(candidate.Publication.Id);
    }

    private string Describe(string code, PolicyPublication publication) => code switch
    {
        RefusalCodes.ContentMissing => $"not all of the {publication.ChunkCount} records of its content are there",
        RefusalCodes.ContentMismatch => "its content is not what was signed",
        RefusalCodes.ParentUnknown => $"the publication {publication.Parent} that it replaces is not in the topic",
        _ when _head is null => $"it replaces {publication.Parent ?? "nothing"}, and nothing is active",
        _ => $"it replaces {publication.Parent ?? "nothing"}, and {_head.Publication.Id} is active",
    };
}
