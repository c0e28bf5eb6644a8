using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Server.Envoy.Protocol;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aegis.Streams.Tests.Facade;

/// <summary>Calls of the service by its wire names alone.</summary>
internal sealed class GrpcCalls(GrpcChannel channel, string? token = FacadeScene.Token) : IDisposable
{
    private static readonly Method<DecideRequest, DecideResponse> DecideMethod = Unary<DecideRequest, DecideResponse>("Decide");
    private static readonly Method<DecideBatchRequest, DecideBatchResponse> BatchMethod = Unary<DecideBatchRequest, DecideBatchResponse>("DecideBatch");
    private static readonly Method<GetDecisionRequest, GetDecisionResponse> GetMethod = Unary<GetDecisionRequest, GetDecisionResponse>("GetDecision");
    private static readonly Method<CheckRequest, CheckResponse> CheckMethod = Unary<CheckRequest, CheckResponse>("Check", "envoy.service.auth.v3.Authorization");

    public GrpcCalls(Uri address, string? token = FacadeScene.Token)
        : this(GrpcChannel.ForAddress(address), token)
    {
    }

    public Task<DecideResponse> DecideAsync(DecideRequest request, DateTime? deadline = null, Metadata? headers = null) =>
        Call(DecideMethod, request, deadline, headers);

    public Task<DecideBatchResponse> DecideBatchAsync(DecideBatchRequest request) => Call(BatchMethod, request);

    public Task<GetDecisionResponse> GetAsync(string tenant, string agent, string intentId) =>
        Call(GetMethod, new GetDecisionRequest { Tenant = tenant, Agent = agent, IntentId = intentId });

    public Task<CheckResponse> CheckAsync(CheckRequest request) => Call(CheckMethod, request);

    public void Dispose() => channel.Dispose();

    private Task<TResponse> Call<TRequest, TResponse>(
        Method<TRequest, TResponse> method, TRequest request, DateTime? deadline = null, Metadata? headers = null)
        where TRequest : class
        where TResponse : class
    {
        headers ??= [];
        if (token is not null) headers.Add("authorization", $"Bearer {token}");
        return channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(headers, deadline), request).ResponseAsync;
    }

    private static Method<TRequest, TResponse> Unary<TRequest, TResponse>(string name, string service = "aegis.v1.DecisionService")
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() => new(MethodType.Unary, service, name, Marshal<TRequest>(), Marshal<TResponse>());

    private static Marshaller<T> Marshal<T>()
        where T : class, IMessage<T>, new()
    {
        var parser = new MessageParser<T>(static () => new T());
        return Marshallers.Create(static message => message.ToByteArray(), bytes => parser.ParseFrom(bytes));
    }
}
