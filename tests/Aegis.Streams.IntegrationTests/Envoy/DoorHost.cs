using Aegis.Streams.Audit;
using Aegis.Streams.Identity;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Envoy;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Grpc;
using Aegis.Streams.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>An instance on the embedded broker with Envoy's door alone, and the mapping of the sample configuration.</summary>
internal sealed class DoorHost : IAsyncDisposable
{
    public const string Token = "token-of-the-gateway";

    private const string Policies = """
        apiVersion: aegis/v1
        kind: Policy
        name: gateway
        tools:
          - {name: pricing-api, actions: [generate_quote], class: write, parameters: {sku: {type: string, optional: true}, note: {type: string, optional: true}, discount: {type: number, optional: true}}}
          - {name: pricing-api, actions: [change_quote], class: write, parameters: {note: {type: string}, quote_id: {type: string}}}
          - {name: pricing-api, actions: [find_quotes], class: read, parameters: {page: {type: number}}}
          - {name: mail-api, actions: [send], class: write, parameters: {to: {type: string}, text: {type: string}}}
        rules:
          - {id: use, effect: permit, who: {agents: [composer]}, what: {tools: [pricing-api, mail-api]}}
          - {id: secret, effect: forbid, what: {tools: [pricing-api], actions: [generate_quote]}, when: [{parameter: sku, in: [SECRET], optional: true}]}
          - {id: large, effect: require_approval, what: {tools: [pricing-api], actions: [generate_quote]}, when: [{parameter: discount, min: 25, optional: true}]}
          - {id: redact, effect: sanitize, what: {tools: [mail-api]}, dlp: {profile: default, parameters: [text]}}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TopicNames Topics = new();

    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();
    private readonly LibrdkafkaClients _clients;
    private readonly DecisionApplication _decisions;
    private readonly RecordProducer _producer;
    private readonly FacadeMetrics _metrics = new();
    private readonly Facade _facade;
    private readonly WebApplication _web;

    private DoorHost(string policies)
    {
        foreach (var topic in new[] { Topics.Intents, Topics.State, Topics.Decisions, Topics.Audit, Topics.DeadLetters, Topics.Catalog, Topics.Agents }) _broker.CreateTopic(topic, 2);
        var connection = new KafkaConnection(_broker.BootstrapServers) { IsEmbedded = true };
        _clients = new LibrdkafkaClients(connection, "aegis", NullLogger.Instance);
        var loading = PolicyLoader.Load([new PolicySource("envoy.yaml", policies)]);
        _decisions = new DecisionApplication(
            new DecisionOptions { InstanceId = "one" }, _clients, loading.Snapshot ?? throw new InvalidOperationException(string.Join('\n', loading.Errors)), CommitmentKey.Generate(),
            () => ReplyTopicDirectory.Empty, TimeProvider.System, NullLoggerFactory.Instance);
        _producer = new RecordProducer(connection, NullLogger.Instance, ProducerPace.Prompt);
        var codec = new AgentRegistrationCodec();
        var agent = new AgentRegistration { Tenant = "acme", Agent = "composer", IsEnabled = true };
        _producer.Produce(new OutboundRecord(Topics.Agents, codec.EncodeKey(agent), codec.Encode(agent), []));
        _facade = new Facade(new FacadeOptions(), _decisions, Topics, connection, TimeProvider.System, NullLoggerFactory.Instance);
        _web = Build();
    }

    public int Port => new Uri(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    public static async Task<DoorHost> StartAsync(string policies = Policies)
    {
        var host = new DoorHost(policies);
        Assert.True(host._producer.Flush(Patience));
        host._decisions.Start();
        Assert.True(SpinWait.SpinUntil(() => host._decisions.State == Kafka.Runtime.StreamsState.Running && host._decisions.Agents.Count == 1, Patience), $"The application is {host._decisions.State}.");
        await host._web.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        await _facade.DisposeAsync();
        _decisions.Stop(Patience);
        _decisions.Dispose();
        _producer.Dispose();
        _clients.Dispose();
        _metrics.Dispose();
        _broker.Dispose();
    }

    private WebApplication Build()
    {
        var mapping = EnvoyMappingLoader.Load(RepositoryFiles.PathOf("topology", "envoy", "mapping.yaml"));
        Assert.Empty(mapping.Errors);
        var everybody = new HashSet<string>(StringComparer.Ordinal) { Caller.Every };
        var register = CallerRegister.Of(
            new Dictionary<string, Caller>(StringComparer.Ordinal) { [CallerRegister.HashOf(Token)] = new Caller { Name = "gateway", Tenants = everybody, Agents = everybody } },
            new Dictionary<string, Caller>(StringComparer.Ordinal));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        EnvoyService.AddTo(builder.Services, mapping.Mapping!, _facade.Decider, _metrics, TimeProvider.System, NullLoggerFactory.Instance);
        var application = builder.Build();
        var authentication = new CallerAuthentication(() => register, _metrics);
        application.Use((context, next) => TimeoutHeader.InvokeAsync(context, next, _metrics));
        application.Use((context, next) => authentication.InvokeAsync(context, next));
        application.UseRouting();
        EnvoyService.MapTo(application);
        return application;
    }
}
