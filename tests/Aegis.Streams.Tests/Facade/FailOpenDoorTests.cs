using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Tests.Telemetry;
using Answer = Aegis.Streams.Protocol.V1.Outcome;

namespace Aegis.Streams.Tests.Facade;

/// <summary>Calls by the doors whose stage has a defect: a read passes where policy says so by `on_error: allow`, a write never does.</summary>
[Collection(nameof(AloneCollection))]
public sealed class FailOpenDoorTests
{
    private const string Policies = """
        apiVersion: aegis/v1
        kind: Policy
        name: p
        tools:
          - {name: crm, class: read}
          - {name: pricing-api, class: write}
        rules:
          - {id: read, effect: permit, what: {tools: crm}, unknown_parameters: allow, catalog: {sku: account}, on_error: allow}
          - {id: write, effect: permit, what: {tools: pricing-api}, unknown_parameters: allow, catalog: {sku: account}}
        """;

    [Fact]
    public async Task AReadPassesMarkedCountedAndAudited_AndAWriteIsDenied()
    {
        var counted = new ConcurrentQueue<string>();
        using var listener = Listen(counted);
        await using var scene = await FacadeScene.StartAsync(policy: Broken());
        using var grpc = new GrpcCalls(scene.Grpc);
        using var http = new HttpCalls(scene.Http);

        foreach (var isIdempotent in new[] { false, true })
        {
            var read = (await grpc.DecideAsync(GrpcDoorTests.Ask("read", isIdempotent))).Decision;
            Assert.Equal((Answer.Allow, "pipeline.failed_open", "catalog", "p/read"), (read.Outcome, Assert.Single(read.Reasons).Code, read.Reasons[0].Path, Assert.Single(read.RuleIds)));
            var ask = GrpcDoorTests.Ask("write", isIdempotent);
            ask.Intent.Tool = "pricing-api"; // Which says of itself that it reads.
            var write = (await grpc.DecideAsync(ask)).Decision;
            Assert.Equal((Answer.Deny, "pipeline.internal_error", "catalog"), (write.Outcome, Assert.Single(write.Reasons).Code, write.Reasons[0].Path));
        }

        var (status, _, body) = await http.DecideAsync("by-http");
        Assert.Equal((200, "allow", "pipeline.failed_open"), (status, body.GetProperty("outcome").GetString(), body.GetProperty("reasons")[0].GetProperty("code").GetString()));
        var (deniedStatus, _, denied) = await http.DecideAsync("by-http-write", "pricing-api");
        Assert.Equal((200, "deny", "pipeline.internal_error"), (deniedStatus, denied.GetProperty("outcome").GetString(), denied.GetProperty("reasons")[0].GetProperty("code").GetString()));

        Assert.Equal(["failed_closed", "failed_closed", "failed_closed", "failed_open", "failed_open", "failed_open"], counted.Order(StringComparer.Ordinal));
        var audited = scene.Read(scene.Topics.Audit, 6).Select(record => AuditEntry.Parser.ParseFrom(record.Value)).Select(entry => $"{entry.Tool} {entry.Outcome} {Assert.Single(entry.Reasons).Code}");
        Assert.Equal(
            [
                "crm Allow pipeline.failed_open", "crm Allow pipeline.failed_open", "crm Allow pipeline.failed_open",
                "pricing-api Deny pipeline.internal_error", "pricing-api Deny pipeline.internal_error", "pricing-api Deny pipeline.internal_error",
            ],
            audited.Order(StringComparer.Ordinal));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_steps")]
    private static extern ref ParameterStep[]?[] StepsOf(CatalogCheck check);

    /// <summary>Makes policies whose checks against the catalog throw, which no loader lets pass.</summary>
    private static PolicySnapshot Broken()
    {
        var loading = PolicyLoader.Load([new PolicySource("p.yaml", Policies)]);
        Assert.Empty(loading.Errors);
        foreach (var rule in loading.Snapshot!.Program.Rules) StepsOf(rule.CatalogCheck!) = [];
        return loading.Snapshot;
    }

    private static MeterListener Listen(ConcurrentQueue<string> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Name == "aegis.stage_faults") self.EnableMeasurementEvents(instrument, null);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => counted.Enqueue($"{(count == 1 ? "" : count)}{tags[0].Value}"));
        listener.Start();
        return listener;
    }
}
