using Aegis.Streams.Kafka.Clients;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>
/// The broker's side of the group, as in KIP-848 with the range assignor: a target for each member, reached step by step. A
/// partition goes to its new owner only after the old one acknowledged the revocation, left, or lost its session.
/// </summary>
internal sealed class GroupCoordinator(SimulatedCluster cluster)
{
    private readonly List<GroupMember> _members = [];
    private int _rotation;

    /// <summary>Gets the epoch of the group, which every change of the membership raises.</summary>
    public int Epoch { get; private set; }

    /// <summary>Gets the names of the members.</summary>
    public IReadOnlyList<string> Members => [.. _members.Select(member => member.Name)];

    public GroupMember Join(string name, SimulatedProcess process, IReadOnlyList<string> topics)
    {
        if (cluster.Options.StaticMembership && _members.Find(member => member.Name == name) is { } former)
        {
            // UNRELEASED_INSTANCE_ID: the newcomer waits, unless the former left with Close.
            if (!former.HasLeft)
                throw new StreamClientException(StreamClientFault.MemberIdInUse, $"The group has a live member `{name}`.");
            _members.Remove(former);
        }

        var member = new GroupMember { Name = name, Process = process, Topics = topics, LastHeartbeat = cluster.Now, LastPoll = cluster.Now };
        _members.Add(member);
        Rebalance();
        return member;
    }

    /// <summary>Gets a value indicating whether every member lives and holds what it shall hold.</summary>
    public bool IsSettled => _members.TrueForAll(member =>
        member.Process.IsRunning && !member.IsGone && member.ToRevoke.Count == 0 && member.Target.All(member.Owned.Contains));

    /// <summary>Finds who holds a partition; <see langword="null"/>: nobody.</summary>
    public GroupMember? OwnerOf(LogPartition partition) => _members.Find(member => member.Owned.Contains(partition));

    public bool Contains(GroupMember member) => _members.Contains(member);

    /// <summary>Takes a member out after it gave everything back. A static one keeps its place until its session ends, so that a restart moves nothing.</summary>
    public void Leave(GroupMember member)
    {
        member.Owned.Clear();
        member.IsGone = member.HasLeft = true;
        if (!cluster.Options.StaticMembership) Remove(member);
    }

    /// <summary>Ends the session of a member, as if its heartbeats had not arrived.</summary>
    public void Expire(string name)
    {
        if (_members.Find(member => member.Name == name) is { } member) Remove(member);
    }

    /// <summary>Computes new targets, with another member first, so that partitions move.</summary>
    public void Shuffle()
    {
        _rotation++;
        Rebalance();
    }

    /// <summary>Brings a member that has nothing to give back to the epoch of the group.</summary>
    /// <returns>The partitions of its target that are free.</returns>
    public IReadOnlyList<LogPartition> PartitionsToAssign(GroupMember member)
    {
        member.Epoch = Epoch;
        return [.. member.Target.Where(partition => !_members.Exists(other => other.Owned.Contains(partition)))];
    }

    /// <summary>Lets offsets into a transaction only from a current member, in its current epoch (KIP-447). A topic that the member does not read has no owners.</summary>
    public void RequireMember(SimulatedMembership membership, IEnumerable<LogPartition> partitions)
    {
        if (membership.Member is not { } member || !Contains(member))
            throw new StreamClientException(StreamClientFault.AbortRequired, "The offsets come from a member that the group does not know.");
        if (member.Epoch != membership.Epoch)
            throw new StreamClientException(StreamClientFault.AbortRequired, $"The offsets come from epoch {membership.Epoch} of a member in epoch {member.Epoch}.");
        if (cluster.Options.OnlyOwnersSendOffsets && !partitions.All(partition => member.Owned.Contains(partition) || !member.Topics.Contains(partition.Topic)))
            throw new StreamClientException(StreamClientFault.AbortRequired, "The offsets are of a partition that the member does not own.");
    }

    /// <summary>Notes heartbeats, and ends the sessions of members without one, or that did not poll.</summary>
    public void Tick()
    {
        foreach (var member in _members.ToList())
        {
            if (member.Process.IsRunning && !member.IsGone) member.LastHeartbeat = cluster.Now;
            if (cluster.Now - member.LastHeartbeat >= cluster.Options.SessionTimeout || cluster.Now - member.LastPoll >= cluster.Options.MaxPollInterval)
                Remove(member);
        }
    }

    private void Remove(GroupMember member)
    {
        _members.Remove(member);
        Rebalance();
    }

    private void Rebalance()
    {
        Epoch++;
        var ordered = _members.OrderBy(member => member.Name, StringComparer.Ordinal).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            var (member, place) = (ordered[i], (i + _rotation) % ordered.Count);
            member.Target = [.. member.Topics.SelectMany(topic => Range(topic, place, ordered.Count))];
        }
    }

    /// <summary>Gives partitions of one number to one member, whatever the topic.</summary>
    private IEnumerable<LogPartition> Range(string topic, int place, int members)
    {
        var count = cluster.PartitionCount(topic) ?? 0;
        return Enumerable.Range(0, count).Where(number => number * members / count == place).Select(number => new LogPartition(topic, number));
    }
}
