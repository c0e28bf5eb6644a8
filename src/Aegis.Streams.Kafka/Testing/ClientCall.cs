namespace Aegis.Streams.Kafka.Testing;

/// <summary>The calls that a fault script may hit.</summary>
internal enum ClientCall
{
    /// <summary><see cref="Clients.IGroupConsumer.Poll"/>.</summary>
    Poll,

    /// <summary><see cref="Clients.IGroupConsumer.Committed"/>.</summary>
    Committed,

    /// <summary><see cref="Clients.IGroupConsumer.Seek"/>.</summary>
    Seek,

    /// <summary><see cref="Clients.IGroupConsumer.Close"/>.</summary>
    Close,

    /// <summary><see cref="Clients.ITransactionalProducer.InitTransactions"/>.</summary>
    InitTransactions,

    /// <summary><see cref="Clients.ITransactionalProducer.Produce"/>.</summary>
    Produce,

    /// <summary><see cref="Clients.ITransactionalProducer.SendOffsets"/>.</summary>
    SendOffsets,

    /// <summary><see cref="Clients.ITransactionalProducer.Commit"/>.</summary>
    Commit,

    /// <summary><see cref="Clients.ITransactionalProducer.Abort"/>.</summary>
    Abort,

    /// <summary><see cref="Clients.ILogReader.Poll"/>.</summary>
    Read,

    /// <summary><see cref="Clients.IStreamClients.Ranges"/>.</summary>
    Ranges,
}
