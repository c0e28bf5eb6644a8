using System.Collections.Concurrent;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.Internal.V1;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Calls;
using Grpc.Core;
using Microsoft.Extensions.Logging;

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
/// <param name="logger">The log.</param>
internal sealed class PeerCalls(PeerOptions options, PeerChannels channels, Func<string, string, PartitionOwner?> findOwner, FacadeMetrics metrics, TimeProvider time, ILogger logger)
{
    private const int MaxAsked = 2;
    private const int MaxForeign = 100;

    // Shorter than this the caller's own deadline says nothing about a peer.
    private static readonly TimeSpan TellingAttempt = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SuspectTime = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan SaidTime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<OwnerEndpoint, long> _suspects = new();

    // Those that were said once; bounded, since whoever writes the topic of owners names them.
    private readonly ConcurrentDictionary<OwnerEndpoint, bool> _foreign = new();

    /// <summary>Says whether an owner of an agent is known who may be asked.</summary>
    public bool Knows(string tenant, string agent) => findOwner(tenant, agent) is { } owner && channels.Find(owner.Endpoint) is not null && !IsSuspect(owner.Endpoint);

    /// <summary>Lets the owner decide.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="deadline">When the caller gives up.</param>
    /// <returns>The answer; <see langword="null"/>: no owner gave one, and by the log it is to be had.</returns>
    public async Task<CallAnswer?> DecideAsync(Intent intent, DateTimeOffset deadline)
    {
        var request = new DecideRequest { Intent = IntentWriter.ToMessage(intent), Json = intent.Format == WireFormat.Json };
        var answer = await AskAsync(
            intent.Tenant, intent.Agent, async (client, call) => (await client.DecideAsync(request, call).ResponseAsync.ConfigureAwait(false)).Answer, deadline).ConfigureAwait(false);
        return answer is { Decision: { } decision } && !LogCalls.Answers(decision, intent) ? Refusals.InDoubt : answer;
    }

    /// <summary>Lets the owner find a decision.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="intentId">The intent's id.</param>
    /// <param name="deadline">When the caller gives up.</param>
    /// <returns>The answer; <see langword="null"/>: no owner gave one.</returns>
    public async Task<CallAnswer?> FindAsync(string tenant, string agent, string intentId, DateTimeOffset deadline)
    {
        var request = new GetDecisionRequest { Tenant = tenant, Agent = agent, IntentId = intentId };
        var answer = await AskAsync(
            tenant, agent, async (client, call) => (await client.GetDecisionAsync(request, call).ResponseAsync.ConfigureAwait(false)).Answer, deadline).ConfigureAwait(false);
        return answer is { Decision: { } decision } && (decision.Tenant, decision.Agent, decision.IntentId) != (tenant, agent, intentId) ? Refusals.InDoubt : answer;
    }

    private async Task<CallAnswer?> AskAsync(string tenant, string agent, Func<PeerService.PeerServiceClient, CallOptions, Task<PeerAnswer>> ask, DateTimeOffset deadline)
    {
        // Half, so that the other half is left to ask by the log.
        var until = deadline - ((deadline - time.GetUtcNow()) / 2);
        OwnerEndpoint? last = null;
        var endpoint = findOwner(tenant, agent)?.Endpoint;
        for (var asked = 0; asked < MaxAsked && endpoint is not null && endpoint != last; asked++)
        {
            if (channels.Find(endpoint) is not { } client)
            {
                metrics.Forwarded("not_allowed");
                if (_foreign.Count < MaxForeign && _foreign.TryAdd(endpoint, true)) logger.PeerNotAllowed(endpoint);
                return null;
            }

            if (IsSuspect(endpoint))
            {
                metrics.Forwarded("suspect");
                return null;
            }

            var reply = await AskAsync(endpoint, client, ask, until).ConfigureAwait(false);
            if (!reply.IsNotOwner) return reply.Answer;
            last = endpoint;
            endpoint = reply.Hint ?? findOwner(tenant, agent)?.Endpoint;
        }

        return null;
    }

    private async Task<PeerReply> AskAsync(
        OwnerEndpoint endpoint, PeerService.PeerServiceClient client, Func<PeerService.PeerServiceClient, CallOptions, Task<PeerAnswer>> ask, DateTimeOffset until)
    {
        var now = time.GetUtcNow();
        var attempt = Min(until - now, options.MaxAttempt);
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
            if (fault.StatusCode != StatusCode.DeadlineExceeded || attempt >= TellingAttempt) Suspect(endpoint, fault);
            return default;
        }
    }

    private void Suspect(OwnerEndpoint endpoint, RpcException fault)
    {
        var isKnown = _suspects.TryGetValue(endpoint, out var since) && time.GetElapsedTime(since) < SaidTime;
        _suspects[endpoint] = time.GetTimestamp();
        if (!isKnown) logger.PeerFailed(endpoint, fault.StatusCode, fault.Status.DebugException?.GetBaseException().Message ?? fault.Status.Detail);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Says whether an endpoint failed a moment ago: the next call need not find out again.</summary>
    private bool IsSuspect(OwnerEndpoint endpoint) => _suspects.TryGetValue(endpoint, out var since) && time.GetElapsedTime(since) < SuspectTime;
}
