using Aegis.Streams.Protocol.V1;
using Grpc.Net.Client;

namespace Aegis.Streams.Client;

/// <summary>
/// Asks the facade of Aegis for decisions. Whatever goes wrong is an answer without a permit, so that a call cannot run by mistake. Thread-safe: make one, and keep it, since its
/// connections are what costs.
/// </summary>
public sealed class AegisClient : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly DecisionService.DecisionServiceClient _service;
    private readonly CallAttempts _attempts;

    /// <summary>Initializes a client; it connects when it is first asked.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">Settings are wrong; the message names every one of them.</exception>
    public AegisClient(AegisClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Faults() is { Count: > 0 } faults) throw new ArgumentException(string.Join(' ', faults), nameof(options));
        _channel = ClientChannel.Open(options);
        _service = new DecisionService.DecisionServiceClient(_channel);
        _attempts = new CallAttempts(options);
    }

    /// <summary>Asks for the decision of one intent.</summary>
    /// <param name="intent">The intent. If it holds no trace context, that of the current activity goes along.</param>
    /// <param name="isIdempotent">
    /// Whether one decision is made for the intent's id, however often it is asked. Only such a request is made again when it is not known whether a try before has arrived.
    /// </param>
    /// <param name="deadline">How long it may take; <see langword="null"/>: as the options say.</param>
    /// <param name="cancellation">Gives up; the answer then is a fault with <see cref="ClientCodes.Cancelled"/>.</param>
    /// <returns>The answer. Faults of the facade, of the network and of the client are answers too.</returns>
    public async Task<AegisDecision> DecideAsync(ToolCallIntent intent, bool isIdempotent = false, TimeSpan? deadline = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(intent);

        // What the caller does to its message meanwhile is not what was asked about.
        intent = intent.Clone();
        var request = new DecideRequest { Intent = intent, Idempotent = isIdempotent };
        var (response, fault) = await _attempts.RunAsync(options => _service.DecideAsync(request, options), isIdempotent, deadline, cancellation).ConfigureAwait(false);
        return fault is not null ? AegisDecision.Of(fault) : AnswerReader.Read(intent, response!.Decision);
    }

    /// <summary>Asks for the decision of one intent, and throws where there is no permit.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="isIdempotent">Whether one decision is made for the intent's id, however often it is asked.</param>
    /// <param name="deadline">How long it may take; <see langword="null"/>: as the options say.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The right to run the call, with the parameters to run it with.</returns>
    /// <exception cref="CallNotAllowedException">The call must not run. Do not catch it around the call alone: what follows must not run either.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> fired.</exception>
    public async Task<CallPermit> RequireAsync(ToolCallIntent intent, bool isIdempotent = false, TimeSpan? deadline = null, CancellationToken cancellation = default)
    {
        var answer = await DecideAsync(intent, isIdempotent, deadline, cancellation).ConfigureAwait(false);
        if (answer.Fault is { Code: ClientCodes.Cancelled }) cancellation.ThrowIfCancellationRequested();
        return answer.Permit ?? throw new CallNotAllowedException(answer);
    }

    /// <summary>Asks for the decisions of some intents at once; each is decided by itself.</summary>
    /// <param name="intents">The intents, up to 100.</param>
    /// <param name="isIdempotent">Whether one decision is made for the id of each.</param>
    /// <param name="deadline">How long it may take; <see langword="null"/>: as the options say.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>One answer an intent, in their order. An intent that is refused by itself is not asked again, and its fault carries no pause.</returns>
    public async Task<IReadOnlyList<AegisDecision>> DecideBatchAsync(
        IReadOnlyList<ToolCallIntent> intents, bool isIdempotent = false, TimeSpan? deadline = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(intents);

        ToolCallIntent[] asked = [.. intents.Select(intent => intent.Clone())];
        if (asked.Length == 0) return [];
        var request = new DecideBatchRequest { Requests = { asked.Select(intent => new DecideRequest { Intent = intent, Idempotent = isIdempotent }) } };
        var (response, fault) = await _attempts.RunAsync(options => _service.DecideBatchAsync(request, options), isIdempotent, deadline, cancellation).ConfigureAwait(false);
        if (fault is null && response!.Results.Count != asked.Length) fault = AnswerReader.Invalid("The answer has another number of results than the question has intents.");
        return fault is not null
            ? [.. asked.Select(_ => AegisDecision.Of(fault))]
            : [.. asked.Select((intent, index) => AnswerReader.Read(intent, response!.Results[index]))];
    }

    /// <summary>Looks for a decision that was made before for an idempotent request.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="intentId">The id of the intent.</param>
    /// <param name="deadline">How long it may take; <see langword="null"/>: as the options say.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The decision, or why it was not found. It is no permit.</returns>
    public async Task<DecisionLookup> GetDecisionAsync(string tenant, string agent, string intentId, TimeSpan? deadline = null, CancellationToken cancellation = default)
    {
        var request = new GetDecisionRequest { Tenant = tenant, Agent = agent, IntentId = intentId };
        var (response, fault) = await _attempts.RunAsync(options => _service.GetDecisionAsync(request, options), isIdempotent: true, deadline, cancellation).ConfigureAwait(false);
        if (fault is not null) return new DecisionLookup(null, fault);
        return response!.Decision is { } decision && decision.IntentId == intentId && decision.Tenant == tenant && decision.Agent == agent
            ? new DecisionLookup(decision, null)
            : new DecisionLookup(null, AnswerReader.Invalid("The answer is the decision of another intent."));
    }

    /// <summary>Closes the connections; calls under way end with a fault.</summary>
    public void Dispose() => _channel.Dispose();
}
