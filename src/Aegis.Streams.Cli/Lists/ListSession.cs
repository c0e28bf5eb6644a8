using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Lists;

/// <summary>What the verbs of lists work with: the cluster, and the table of lists.</summary>
internal sealed class ListSession : IDisposable
{
    private ListSession(KafkaConnection connection, TopicNames topics, LibrdkafkaClients clients, ListBoard board) =>
        (Connection, Topics, Clients, Board) = (connection, topics, clients, board);

    /// <summary>Gets how the cluster is reached.</summary>
    public KafkaConnection Connection { get; }

    /// <summary>Gets the topics.</summary>
    public TopicNames Topics { get; }

    /// <summary>Gets the clients, whose readers keep little in memory.</summary>
    public LibrdkafkaClients Clients { get; }

    /// <summary>Gets the table of lists.</summary>
    public ListBoard Board { get; }

    /// <summary>Connects, and reads the table.</summary>
    /// <param name="run">The run.</param>
    /// <param name="connections">The options of the connection.</param>
    public static ListSession Open(CommandRun run, ConnectionOptions connections)
    {
        var connection = new ConnectionResolver(connections).Connect(run);
        var topics = new TopicNames(run.Value(connections.Prefix));
        var clients = new LibrdkafkaClients(connection, "aegis-lists", run.ClientLogger()) { HasSmallReaders = true };
        try
        {
            return new ListSession(connection, topics, clients, ListBoard.Open(clients, topics.Lists, run.Stopping));
        }
        catch
        {
            clients.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Board.Dispose();
        Clients.Dispose();
    }
}
