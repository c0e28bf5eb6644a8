using System.Net;
using System.Text.Json;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Envoy.Protocol;
using Aegis.Streams.Server.Hosting;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The vectors through Envoy's door of a scene: a mapping carries all of an intent that a request can have, and the decision is that of the log.</summary>
internal static class EnvoyVectors
{
    private static readonly string[] Files = ["intents", "identity", "policy", "catalog", "dlp", "publishing"];

    /// <summary>Makes a host whose mapping has a route for each egress target of the vectors.</summary>
    public static FacadeHostOptions Host => HostOf(TargetsOf(All));

    private static List<(string Name, SourceRecord Record)> All =>
        [.. Files.SelectMany(DoorVector.Load)
            .Where(vector => vector.Steps.Count == 1 && DoorVector.IsDecided(vector.Steps[0].Expect) && CanCarry(DoorVector.Message(vector.Steps[0].Record)))
            .Select(vector => (vector.Name, vector.Steps[0].Record))];

    /// <summary>Asks them all.</summary>
    /// <param name="scene">A scene with <see cref="Host"/>.</param>
    public static async Task AssertAlikeAsync(FacadeScene scene)
    {
        var vectors = All;
        var targets = TargetsOf(vectors);
        using var doors = new VectorDoors(scene);
        var byLog = await Task.Run(() => doors.ByLog([.. vectors.Select((vector, i) => ($"k-{i}", DoorVector.WithId(vector.Record, $"k-{i}")))], vectors.Count));
        var differences = new List<string>();
        var asked = new Dictionary<string, (string Name, JsonElement Decision)>();
        var outcomes = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < vectors.Count; i++)
        {
            var record = DoorVector.WithId(vectors[i].Record, $"e-{i}");
            foreach (var isIdempotent in new[] { false, true })
            {
                var answer = await doors.ByEnvoyAsync(record, $"/v/{targets.IndexOf(DoorVector.Message(record).EgressTarget)}", isIdempotent);
                if (Fault(vectors[i].Name, byLog[$"k-{i}"], answer) is { } fault) differences.Add(fault);
                outcomes.Add(answer.DynamicMetadata.Fields["outcome"].StringValue);
                if (answer.DynamicMetadata.Fields.TryGetValue("decision_id", out var id)) asked.Add(id.StringValue, (vectors[i].Name, byLog[$"k-{i}"]));
            }
        }

        // What was decided is on record, with all that the answer has no room for.
        foreach (var written in scene.Read(scene.Topics.Decisions, vectors.Count + asked.Count))
        {
            var decision = DoorVector.ToJson(DecisionReader.Read(written)!);
            if (asked.TryGetValue(decision.GetProperty("decision_id").GetString()!, out var expected)) differences.AddRange(DoorVector.Differences(expected.Name, expected.Decision, decision));
        }

        Assert.Empty(differences);
        Assert.Equal((67, 134), (vectors.Count, asked.Count));
        Assert.Equal(["allow", "approval_needed", "deny", "sanitize"], outcomes);
    }

    /// <summary>A request has neither a deadline nor a reply topic of its own, and a door says its class.</summary>
    public static bool CanCarry(ToolCallIntent intent) =>
        intent is { Deadline: null, CreatedAt: null, ReplyTopic: "", Credential: "", OverrideToken: "", Attempt: 0, Traceparent: "" } && intent.CallClass != CallClass.Unspecified && !intent.Parameters.IsEmpty;

    /// <summary>A host whose mapping has a route for each egress target.</summary>
    public static FacadeHostOptions HostOf(IReadOnlyList<string> targets)
    {
        var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
        var routes = targets.Select((target, i) =>
            $$"""
              - name: r-{{i}}
                methods: [POST]
                path: /v/{{i}}
                tenant: { extension: tenant }
                agent: { extension: agent }
                tool: { extension: tool }
                action: { extension: action }
                class: { extension: class }
                body: whole
                id: { header: idempotency-key }
                idempotency: accepted
                {{(target.Length == 0 ? "" : $"egress: {JsonSerializer.Serialize(target)}")}}

            """);
        return new FacadeHostOptions { Grpc = loopback, Http = loopback, Envoy = EnvoyMappingLoader.Load("vectors.yaml", $"routes:\n{string.Concat(routes)}").Mapping };
    }

    /// <summary>Says in what an answer is not the decision of the log.</summary>
    public static string? Fault(string name, JsonElement decision, CheckResponse answer)
    {
        var facts = answer.DynamicMetadata.Fields;
        var reason = decision.GetProperty("reasons") is { } reasons && reasons.GetArrayLength() > 0 ? reasons[0].GetProperty("code").GetString() : null;
        var expected = (decision.GetProperty("outcome").GetString(), reason, decision.GetProperty("policy_revision").GetString());
        var said = (facts["outcome"].StringValue, facts.TryGetValue("reason", out var code) ? code.StringValue : null, facts.TryGetValue("policy_revision", out var revision) ? revision.StringValue : null);
        var isAllowed = answer.HttpResponseCase == CheckResponse.HttpResponseOneofCase.OkResponse;
        if (expected.Item1 == "sanitize" && !isAllowed && CopyIn(JsonDocument.Parse(answer.DeniedResponse.Body).RootElement) != CopyIn(decision)) return $"{name}: ext_authz gives another copy, {answer.DeniedResponse.Body}";
        return expected != said || isAllowed != (expected.Item1 == "allow") ? $"{name}: ext_authz says {said} by {answer.HttpResponseCase}, not {expected}" : null;
    }

    private static string CopyIn(JsonElement holder) => JsonSerializer.Serialize(holder.GetProperty("sanitized_parameters"));

    private static List<string> TargetsOf(IEnumerable<(string Name, SourceRecord Record)> vectors) => [.. vectors.Select(vector => DoorVector.Message(vector.Record).EgressTarget).Distinct()];
}
