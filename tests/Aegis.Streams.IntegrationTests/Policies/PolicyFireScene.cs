using System.Collections.Concurrent;
using System.Text;
using Aegis.Streams.Audit;
using Aegis.Streams.Identity;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Policies;

/// <summary>Instances that decide by what is published, and whoever publishes. The topics must be there.</summary>
internal sealed class PolicyFireScene : IDisposable
{
    public const int Partitions = 4;
    public const int Tenants = 8;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly KafkaConnection _connection;
    private readonly LibrdkafkaClients _clients;
    private readonly List<DecisionApplication> _instances = [];
    private readonly PolicyPublisher _publisher;
    private readonly PolicyTopicReader _reader;

    public PolicyFireScene(KafkaConnection connection, TopicNames topics)
    {
        (_connection, Topics) = (connection, topics);
        _clients = new LibrdkafkaClients(connection, topics.Prefix, NullLogger.Instance);
        Signer = PublicationSigner.FromPem(PolicyKeys.Create().PrivatePem);
        Settings = new PublishedPolicies { Keys = TrustedKeys.FromPem(Signer.PublicPem) };
        _publisher = new PolicyPublisher(connection, topics.Policies, NullLogger.Instance);
        _reader = new PolicyTopicReader(_clients, topics.Policies, Settings.CreateLog(), TimeProvider.System, TestContext.Current.CancellationToken);
        _reader.Published += Count;
        RegisterAgents();
    }

    public TopicNames Topics { get; }

    public PublicationSigner Signer { get; }

    public PublishedPolicies Settings { get; }

    public LibrdkafkaClients Clients => _clients;

    public IReadOnlyList<DecisionApplication> Instances => _instances;

    public PublicationLog Log => _reader.Log;

    public KafkaConnection Connection => _connection;

    /// <summary>Gets every policy set that was active, by revision, as the log of the publisher has it.</summary>
    public ConcurrentDictionary<string, ActivePolicy> Activated { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets how many refusals the log of the publisher told of, by code. A publication whose content never comes is refused again when another one becomes active.</summary>
    public Dictionary<string, int> Refused { get; } = new(StringComparer.Ordinal);

    public static CommitmentKey CommitmentKey { get; } = new([.. Enumerable.Range(0, CommitmentKey.Length).Select(value => (byte)value)]);

    /// <summary>Makes the content of a set whose decisions differ from those of every other: the limit is in their reasons.</summary>
    public static byte[] Content(int number) => PolicyContent.Write(PolicyLoader.Load([new PolicySource("a.yaml", Policy("sales-composer", number))]).Snapshot!.Documents);

    /// <summary>Makes a policy in the short form.</summary>
    public static string Policy(string agent, int number) => $"""
        agent: {agent}
        allowed_tools:
          - name: pricing-api
            actions: [generate_quote]
            conditions:
              max_discount_percent: {number / 1000}.{number % 1000:D3}

        """;

    public DecisionApplication Start(string instanceId)
    {
        var options = new DecisionOptions { ApplicationId = Topics.Prefix, InstanceId = instanceId, Pipeline = new PipelineOptions { Topics = Topics } };
        var instance = new DecisionApplication(options, _clients, Settings, CommitmentKey, () => ReplyTopicDirectory.Empty, TimeProvider.System, NullLoggerFactory.Instance);
        _instances.Add(instance);
        instance.Start();
        Assert.True(SpinWait.SpinUntil(() => instance.State == StreamsState.Running, Patience), $"The instance is {instance.State}.");
        return instance;
    }

    /// <summary>Signs a content on top of what is active.</summary>
    public SignedPublication Sign(byte[] content, PublicationSigner? signer = null) => Sign(content, _reader.Log.Active?.Publication.Id, signer);

    public SignedPublication Sign(byte[] content, string? parent, PublicationSigner? signer = null) =>
        SignedPublication.Sign(new PublicationDraft(new PublicationPayload(content), parent, "ann", "", DateTimeOffset.UtcNow), signer ?? Signer);

    /// <summary>Writes a publication and waits for its verdict in the log.</summary>
    public PublicationEntry Publish(SignedPublication publication, byte[] content)
    {
        _publisher.Write(publication, new PublicationPayload(content), Patience);
        return WaitFor(publication);
    }

    public PublicationEntry WaitFor(SignedPublication publication)
    {
        var entry = _reader.WaitFor(publication.Publication.Id, Patience, TestContext.Current.CancellationToken);
        Assert.True(entry is not null, $"Publication {publication.Publication.Id} did not come.");
        if (_reader.Log.Active is { } active) Activated[active.Publication.Revision] = active;
        return entry;
    }

    /// <summary>Writes records as they are.</summary>
    public void Produce(IEnumerable<OutboundRecord> records)
    {
        using var producer = new RecordProducer(_connection, NullLogger.Instance);
        foreach (var record in records) producer.Produce(record);
        Assert.True(producer.Flush(Patience));
    }

    public OutboundRecord Intent(int number) => new(
        Topics.Intents,
        Encoding.ASCII.GetBytes($"t{number % Tenants}/sales-composer"),
        Encoding.UTF8.GetBytes($$"""{"id":"i-{{number}}","tenant":"t{{number % Tenants}}","agent":"sales-composer","tool":"pricing-api","action":"generate_quote","call_class":"read","parameters":{"discount_percent":{{(number % 2 == 0 ? 5 : 99)}}} }"""),
        []);

    public RecordProducer CreateProducer() => new(_connection, NullLogger.Instance);

    public void WaitUntilActive(string id)
    {
        foreach (var instance in _instances)
            Assert.True(SpinWait.SpinUntil(() => instance.ActivePublication?.Publication.Id == id, Patience), $"An instance has {instance.ActivePublication?.Publication.Id ?? "nothing"} active, not {id}.");
    }

    public void Dispose()
    {
        foreach (var instance in _instances) instance.Stop(Patience);
        _instances.ForEach(instance => instance.Dispose());
        _reader.Dispose();
        _publisher.Dispose();
        _clients.Dispose();
        Signer.Dispose();
    }

    private void Count(PublicationEvent published)
    {
        if (published.Entry.RefusalCode is { } code) Refused[code] = Refused.GetValueOrDefault(code) + 1;
    }

    private void RegisterAgents()
    {
        var codec = new AgentRegistrationCodec();
        Produce(Enumerable.Range(0, Tenants).Select(tenant => new AgentRegistration { Tenant = $"t{tenant}", Agent = "sales-composer", IsEnabled = true })
            .Select(agent => new OutboundRecord(Topics.Agents, codec.EncodeKey(agent), codec.Encode(agent), [])));
    }
}
