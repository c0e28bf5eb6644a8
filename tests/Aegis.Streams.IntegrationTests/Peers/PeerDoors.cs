using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Aegis.Streams.Client;
using Aegis.Streams.Outcome;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Tests.Peers;
using Google.Protobuf;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>
/// The doors of one instance as a caller uses them. A call by gRPC says its deadline and ends by itself; one by HTTP has none, so that the instance must end it: its client waits so much
/// longer that a call which nobody ends is seen.
/// </summary>
internal sealed class PeerDoors : IDisposable
{
    private static readonly TimeSpan Silence = PeerFleet.MaxWait + TimeSpan.FromSeconds(8);

    private readonly AegisClient _grpc;
    private readonly HttpClient _http;

    public PeerDoors(PeerInstance instance, TestAuthority? authority)
    {
        var roots = authority is null ? null : new X509Certificate2Collection(authority.Root);
        _grpc = new AegisClient(new AegisClientOptions { Address = instance.Grpc, Token = PeerFleet.Token, Deadline = PeerFleet.MaxWait, MaxAttempts = 1, Authorities = roots });
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = PolicyOf(roots) } };
        _http = new HttpClient(handler) { BaseAddress = instance.Http, Timeout = Silence, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", PeerFleet.Token) } };
    }

    public async Task<PeerReply> DecideByGrpcAsync(string id, string agent, string tool, string action, int number, bool isIdempotent)
    {
        var intent = new ToolCallIntent
        {
            Id = id,
            Tenant = InstanceFleet.Tenant,
            Agent = agent,
            Tool = tool,
            Action = action,
            CallClass = CallClass.Write,
            Parameters = ByteString.CopyFromUtf8($$"""{"n":{{number}}}"""),
        };
        var answer = await _grpc.DecideAsync(intent, isIdempotent);
        return answer.Decision is { } decision ? ReplyOf(decision) : PeerReply.Error(answer.Fault!.Code);
    }

    public async Task<PeerReply> DecideByHttpAsync(string id, string agent, string tool, string action, int number, bool isIdempotent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/decide");
        if (isIdempotent) request.Headers.Add("Idempotency-Key", id);
        request.Content = JsonContent.Create(new { id, tenant = InstanceFleet.Tenant, agent, tool, action, call_class = "write", parameters = new { n = number } });
        try
        {
            using var response = await _http.SendAsync(request);
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? ReplyOf(body.RootElement) : PeerReply.Error(body.RootElement.GetProperty("code").GetString()!);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return PeerReply.Error("http.unreachable");
        }
        catch (TaskCanceledException)
        {
            return PeerReply.Error(PeerReply.Silence);
        }
    }

    public async Task<PeerReply> FindAsync(string id, string agent)
    {
        var found = await _grpc.GetDecisionAsync(InstanceFleet.Tenant, agent, id);
        return found.Decision is { } decision ? ReplyOf(decision) : PeerReply.Error(found.Fault!.Code);
    }

    public void Dispose()
    {
        _grpc.Dispose();
        _http.Dispose();
    }

    private static X509ChainPolicy? PolicyOf(X509Certificate2Collection? roots)
    {
        if (roots is null) return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    private static PeerReply ReplyOf(Protocol.V1.Decision decision) => new(decision.IntentId, decision.DecisionId, (DecisionOutcome)decision.Outcome);

    private static PeerReply ReplyOf(JsonElement decision) => new(
        decision.GetProperty("intent_id").GetString()!,
        decision.GetProperty("decision_id").GetString()!,
        decision.GetProperty("outcome").GetString() switch
        {
            "allow" => DecisionOutcome.Allow,
            "approval_needed" => DecisionOutcome.ApprovalNeeded,
            "sanitize" => DecisionOutcome.Sanitize,
            _ => DecisionOutcome.Deny,
        });
}
