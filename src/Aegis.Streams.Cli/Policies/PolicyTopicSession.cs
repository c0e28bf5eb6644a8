using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Policies;

/// <summary>The published policies of a cluster, read to their end as every instance reads them.</summary>
internal sealed class PolicyTopicSession : IDisposable
{
    // The embedded broker keeps 5 MiB a partition and drops the oldest beyond that, and with it the beginning of the history.
    private const long MaxEmbeddedBytes = 4 << 20;
    private const int MaxNamedKeys = 3;
    private const string DeliveryTimeout = "message.timeout.ms";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CommandRun _run;
    private readonly KafkaConnection _connection;
    private readonly LibrdkafkaClients _clients;
    private readonly PolicyTopicReader _reader;
    private readonly string _topic;

    private PolicyTopicSession(CommandRun run, KafkaConnection connection, string topic, TrustedKeys keys)
    {
        (_run, _connection, _topic) = (run, connection, topic);
        _clients = new LibrdkafkaClients(connection, "aegis-policy", run.ClientLogger());
        try
        {
            _reader = new PolicyTopicReader(_clients, topic, new PublishedPolicies { Keys = keys, TermKeys = TermKeys.Unused }.CreateLog(), run.Host.Time, run.Stopping);
        }
        catch
        {
            _clients.Dispose();
            throw;
        }
    }

    /// <summary>Gets the log.</summary>
    public PublicationLog Log => _reader.Log;

    /// <summary>Connects and reads.</summary>
    /// <param name="run">The run.</param>
    /// <param name="connections">The options of the connection.</param>
    /// <param name="keys">The keys that count.</param>
    /// <param name="published">Told of each publication; <see langword="null"/>: nobody asks.</param>
    /// <returns>The session.</returns>
    public static PolicyTopicSession Open(CommandRun run, ConnectionOptions connections, TrustedKeys keys, Action<PublicationEvent>? published = null)
    {
        var connection = new ConnectionResolver(connections).Connect(run);
        var session = new PolicyTopicSession(run, connection, new TopicNames(run.Value(connections.Prefix)).Policies, keys);
        try
        {
            if (published is not null) session._reader.Published += published;
            session._reader.ReadToEnd(Patience, run.Stopping);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Finds a publication by its id or the first digits of it.</summary>
    /// <param name="digits">The digits.</param>
    /// <returns>The publication; <see langword="null"/>: there is none.</returns>
    /// <exception cref="CliRefusalException">There are several.</exception>
    public PublicationEntry? Find(string digits)
    {
        var found = Log.History.Where(entry => entry.Id.StartsWith(digits, StringComparison.Ordinal)).DistinctBy(entry => entry.Id).Take(2).ToList();
        return found.Count < 2 ? found.FirstOrDefault() : throw CliRefusalException.Usage($"{digits} is the start of several; give more digits");
    }

    /// <summary>Says why no publication that is or was active begins with digits.</summary>
    /// <param name="digits">The digits.</param>
    /// <returns>The text.</returns>
    public string ExplainMissing(string digits)
    {
        var entry = Find(digits);
        return entry?.State == PublicationState.Refused
            ? $"publication {entry.Id} was never active: {entry.RefusalCode}, {entry.Detail}; publish its files instead"
            : $"no publication and no revision starts with {digits}; `aegis policy list` shows the history";
    }

    /// <summary>Publishes, and waits for the verdict of the log.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="payload">Its content and its files of terms.</param>
    /// <param name="wait">How long to wait for the cluster, and then for the verdict.</param>
    /// <returns>The publication, active.</returns>
    /// <exception cref="CliRefusalException">It was refused, or nobody can say what became of it.</exception>
    public PublicationEntry Publish(SignedPublication publication, PublicationPayload payload, TimeSpan wait)
    {
        if (_connection.IsEmbedded && _reader.BytesRead + payload.Length > MaxEmbeddedBytes)
            throw CliRefusalException.Fault($"{_topic} would outgrow the embedded broker, which keeps 5 MiB of it and drops the oldest beyond that; restart the embedded instance to empty it, or use a Kafka cluster");
        var id = publication.Publication.Id;
        try
        {
            using var publisher = new PolicyPublisher(WithTimeout(wait), _topic, _run.ClientLogger());
            publisher.Write(publication, payload, wait);
        }
        catch (StreamClientException fault) when (fault.Fault == StreamClientFault.InDoubt)
        {
            // It may be there all the same: the log knows.
            _run.Talk.Warn($"{fault.Message}; looking for it in the log");
        }

        var entry = _reader.WaitFor(id, wait, _run.Stopping) ?? throw CliRefusalException.Fault($"publication {id} did not appear in {_topic} within {wait.TotalSeconds:0} s; it may still: look with `aegis policy list` before you publish again");
        return entry.State == PublicationState.Active ? entry : throw CliRefusalException.Fault($"publication {id} was refused: {entry.RefusalCode}, {entry.Detail}; {Remedy(entry.RefusalCode!)}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _clients.Dispose();
    }

    /// <summary>Makes sure that nobody can know of a later publication than this run does: an instance may trust a key that is not trusted here.</summary>
    /// <param name="active">What is active here, as `--parent` names it.</param>
    /// <exception cref="CliRefusalException">A later publication is signed with a key that is not trusted here.</exception>
    public void CheckUnknownKeys(string active)
    {
        var keys = Log.History.Where(entry => entry.RefusalCode == RefusalCodes.KeyUnknown && entry.Offset > (Log.Active?.Offset ?? -1)).Select(entry => entry.Publication!.KeyId).Distinct().ToList();
        if (keys.Count == 0) return;
        var named = string.Join(", ", keys.Take(MaxNamedKeys)) + (keys.Count > MaxNamedKeys ? $" and {keys.Count - MaxNamedKeys} more" : "");
        throw CliRefusalException.Fault(
            $"later publications are signed with {named}, which is not trusted here, so what is active cannot be told; name the public key with --policy-keys or, if no instance trusts it (`aegis.policy.active`, event 3000), say with --parent {active} what is active");
    }

    private static string Remedy(string code) => code == RefusalCodes.ParentNotActive
        ? "somebody else published first: look at `aegis policy list`, and publish again on top of it"
        : "nothing was changed";

    private KafkaConnection WithTimeout(TimeSpan wait) => _connection.Properties.ContainsKey(DeliveryTimeout)
        ? _connection
        : _connection with { Properties = new Dictionary<string, string>(_connection.Properties) { [DeliveryTimeout] = $"{Math.Max(1000, (long)wait.TotalMilliseconds)}" } };
}
