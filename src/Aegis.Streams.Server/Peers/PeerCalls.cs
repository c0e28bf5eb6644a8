using System.Collections.Concurrent;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.Internal.V1;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Calls;
using Grpc.Core;

namespace Aegis.Streams.Server.Peers;

/// <summary>
/// Brings calls to the instance that owns their agent: once, and once more if that one says it is another's. What comes of a connection that breaks is not known; whoever asks by the log
/// then asks under the same intent id, which the same task keeps, so that there is one decision whatever the peer has done.
/// </summary>
/// <param name="options">Who may be asked.</param>
/// <param name="channels">The connections.</param>
/// <param name="findOwner">Finds who owns an agent, by tenant and agent.</param>
/// <param name="metrics">The instruments.</param>
/// <param name="time">The clock.</param>
internal sealed class PeerCalls(PeerOptions options, PeerChannels channels, Func<string, string, PartitionOwner?> findOwner, FacadeMetrics metrics, TimeProvider time)
{
    private const int MaxAsked = 2;

    // Shorter than this the caller's own deadline says nothing about a peer.
    private static readonly TimeSpan TellingAttempt = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SuspectTime = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<OwnerEndpoint, long> _suspects = new();

    /// <summary>Says whether an owner of an agent is known who may be asked.</summary>
    public bool Knows(string tenant, string agent) => findOwner(tenant, agent) is { } owner && channels.Find(owner.Endpoint) is not null && !IsSuspect(owner.Endpoint);

    /// <summary>Lets the owner decide.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="latest">When the caller gives up.</param>
    /// <returns>The answer; <see langword="null"/>: no owner gave one, and by the log it is to be had.</returns>
    public async Task<CallAnswer?> DecideAsync(Intent intent, DateTimeOffset latest)
    {
        var request = new DecideRequest { Intent = IntentWriter.ToMessage(intent), Json = intent.Format == WireFormat.Json };
        var answer = await AskAsync(
            intent.Tenant, intent.Agent, async (client, call) => (await client.DecideAsync(request, call).ResponseAsync.ConfigureAwait(false)).Answer, latest).ConfigureAwait(false);
        return answer is { Decision: { } decision } && !ElsewhereCalls.Answers(decision, intent) ? Refusals.InDoubt : answer;
    }

    /// <summary>Lets the owner find a decision.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="intentId">The intent's id.</param>
    /// <param name="latest">When the caller gives up.</param>
    /// <returns>The answer; <see langword="null"/>: no owner gave one.</returns>
    public async Task<CallAnswer?> FindAsync(string tenant, string agent, string intentId, DateTimeOffset latest)
    {
        var request = new GetDecisionRequest { Tenant = tenant, Agent = agent, IntentId = intentId };
        var answer = await AskAsync(
            tenant, agent, async (client, call) => (await client.GetDecisionAsync(request, call).ResponseAsync.ConfigureAwait(false)).Answer, latest).ConfigureAwait(false);
        return answer is { Decision: { } decision } && (decision.Tenant, decision.Agent, decision.IntentId) != (tenant, agent, intentId) ? Refusals.InDoubt : answer;
    }

    private async Task<CallAnswer?> AskAsync(string tenant, string agent, Func<PeerService.PeerServiceClient, CallOptions, Task<PeerAnswer>> ask, DateTimeOffset latest)
    {
        OwnerEndpoint? last = null;
        var endpoint = findOwner(tenant, agent)?.Endpoint;
        for (var asked = 0; asked < MaxAsked && endpoint is not null && endpoint != last; asked++)
        {
            if (channels.Find(endpoint) is not { } client)
            {
                metrics.Forwarded("not_allowed");
                return null;
            }

            if (IsSuspect(endpoint)) return null;
            var reply = await AskAsync(endpoint, client, ask, latest).ConfigureAwait(false);
            if (!reply.IsNotOwner) return reply.Answer;
            last = endpoint;
            endpoint = reply.Hint ?? findOwner(tenant, agent)?.Endpoint;
        }

        return null;
    }

    private async Task<PeerReply> AskAsync(
        OwnerEndpoint endpoint, PeerService.PeerServiceClient client, Func<PeerService.PeerServiceClient, CallOptions, Task<PeerAnswer>> ask, DateTimeOffset latest)
    {
        var now = time.GetUtcNow();

        // Half, so that the other half is left to ask by the log.
        var attempt = Min((latest - now) / 2, options.MaxAttempt);
        if (attempt <= TimeSpan.Zero) return default;
        try
        {
            var reply = PeerAnswers.Read(await ask(client, new CallOptions(deadline: (now + attempt).UtcDateTime)).ConfigureAwait(false));
            metrics.Forwarded(reply.IsNotOwner ? "not_owner" : reply.Answer is { Decision: not null } ? "decided" : reply.Answer is null ? "failed" : "refused");
            return reply;
        }
        catch (RpcException fault)
        {
            metrics.Forwarded("failed");
            if (fault.StatusCode != StatusCode.DeadlineExceeded || attempt >= TellingAttempt) _suspects[endpoint] = time.GetTimestamp();
            return default;
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Says whether an endpoint failed a moment ago: the next call need not find out again.</summary>
    private bool IsSuspect(OwnerEndpoint endpoint) => _suspects.TryGetValue(endpoint, out var since) && time.GetElapsedTime(since) < SuspectTime;
}
