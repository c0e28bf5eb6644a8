using System.Text;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using Google.Protobuf;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Intents;

/// <summary>Remembers decided intents in the keyed state of a task, so that a repeat gets the same answer. Key `reply/tenant/agent/id`.</summary>
/// <param name="retention">How long and how many.</param>
public sealed class IdempotentReplies(ReplyRetention retention)
{
    private const int TagBytes = 1; // of the fields 1 to 15

    /// <summary>Finds what was answered to an intent's id.</summary>
    /// <param name="state">The task's state.</param>
    /// <param name="intent">The intent.</param>
    /// <param name="now">The decision time.</param>
    /// <returns>The stored reply; <see langword="null"/>: the id is new, or forgotten.</returns>
    /// <exception cref="InvalidDataException">The state holds something else under the key.</exception>
    public static StoredReply? Find(KeyedState state, Intent intent, DateTimeOffset now) => Find(state, intent.Tenant, intent.Agent, intent.Id, now);

    /// <summary>Finds what was answered to an id of an agent.</summary>
    /// <param name="state">The task's state.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="intentId">The id.</param>
    /// <param name="now">The present.</param>
    /// <returns>The stored reply; <see langword="null"/>: the id is new, or forgotten.</returns>
    /// <exception cref="InvalidDataException">The state holds something else under the key.</exception>
    public static StoredReply? Find(KeyedState state, string tenant, string agent, string intentId, DateTimeOffset now)
    {
        if (!state.TryGet(Key(tenant, agent, intentId), now, out var value)) return null;
        var contract = Contract.IdempotentReply.Parser.ParseFrom(value);
        var decision = DecisionContract.FromContract(contract.Decision ?? new())
            ?? throw new InvalidDataException($"The stored reply of intent {intentId} of {tenant}/{agent} cannot be read.");
        return new StoredReply(contract.RequestHash.Memory, decision);
    }

    /// <summary>Remembers an answer, and lets a few old ones go.</summary>
    /// <param name="state">The task's state.</param>
    /// <param name="intent">The intent.</param>
    /// <param name="requestHash">The hash of the request that was decided.</param>
    /// <param name="decision">The decision as it was answered: the message of the contract.</param>
    /// <param name="now">The decision time.</param>
    public void Remember(KeyedState state, Intent intent, ReadOnlyMemory<byte> requestHash, ReadOnlyMemory<byte> decision, DateTimeOffset now)
    {
        state.Expire(now, retention.MaxEntries, retention.MaxRemovals);
        state.Put(Key(intent.Tenant, intent.Agent, intent.Id), Encode(requestHash, decision), now + retention.Duration);
    }

    /// <summary>Writes an `IdempotentReply` around a decision that is already written: a message inside a message is spelled like bytes.</summary>
    private static byte[] Encode(ReadOnlyMemory<byte> requestHash, ReadOnlyMemory<byte> decision)
    {
        var (hash, message) = (UnsafeByteOperations.UnsafeWrap(requestHash), UnsafeByteOperations.UnsafeWrap(decision));
        var size = (2 * TagBytes) + CodedOutputStream.ComputeBytesSize(hash) + CodedOutputStream.ComputeBytesSize(message);
        var value = new byte[size];
        using var output = new CodedOutputStream(value);
        output.WriteTag(Contract.IdempotentReply.RequestHashFieldNumber, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(hash);
        output.WriteTag(Contract.IdempotentReply.DecisionFieldNumber, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(message);
        output.CheckNoSpaceLeft();
        return value;
    }

    private static byte[] Key(string tenant, string agent, string intentId) => Encoding.UTF8.GetBytes($"reply/{tenant}/{agent}/{intentId}");
}
