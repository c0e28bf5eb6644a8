using System.Buffers.Binary;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>One request of a client to a broker, as far as a relay must know it (the protocol's headers of version 1 and 2, without the size before them).</summary>
internal readonly ref struct KafkaFrame(ReadOnlySpan<byte> bytes)
{
    private const short Produce = 0;
    private const short AddPartitionsToTxn = 24;
    private const short EndTxn = 26;
    private const short TxnOffsetCommit = 28;

    // From these versions on, headers and bodies have tagged fields.
    private const short FlexibleProduce = 9;
    private const short FlexibleEndTxn = 3;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Gets what the answer will carry.</summary>
    public int CorrelationId => BinaryPrimitives.ReadInt32BigEndian(_bytes[4..]);

    private short Key => BinaryPrimitives.ReadInt16BigEndian(_bytes);

    private short Version => BinaryPrimitives.ReadInt16BigEndian(_bytes[2..]);

    /// <summary>Says whether a phase has come with this request, or will come with its answer.</summary>
    public bool IsOf(CallPhase phase) => phase switch
    {
        CallPhase.RecordSent or CallPhase.RecordWritten => Key == Produce && !IsTransactional,
        CallPhase.TransactionBegun => Key == AddPartitionsToTxn,
        CallPhase.OffsetsSent => Key == TxnOffsetCommit,
        _ => Key == EndTxn && IsCommit,
    };

    /// <summary>Gets a value indicating whether records to be written belong to a transaction: the body begins with its id.</summary>
    private bool IsTransactional
    {
        get
        {
            var body = _bytes[(10 + Math.Max((short)0, BinaryPrimitives.ReadInt16BigEndian(_bytes[8..])))..];
            return Version < FlexibleProduce ? BinaryPrimitives.ReadInt16BigEndian(body) >= 0 : body[1] > 0;
        }
    }

    /// <summary>Gets a value indicating whether a transaction is to be committed, which is said last.</summary>
    private bool IsCommit => Version < FlexibleEndTxn ? _bytes[^1] != 0 : _bytes[^2] != 0;
}
