using System.Globalization;
using System.Security.Cryptography;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>A server of gRPC, asked over some connections in turn, with the bytes of messages as they are.</summary>
internal sealed class GrpcTarget : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly Marshaller<byte[]> Bytes = new(static message => message, static message => message);
    private static readonly Method<byte[], byte[]> Decide = new(MethodType.Unary, "aegis.v1.DecisionService", "Decide", Bytes, Bytes);

    private readonly GrpcChannel[] _channels;
    private readonly CallInvoker[] _invokers;
    private readonly Metadata _headers = [];
    private readonly string _run = RandomNumberGenerator.GetHexString(8, lowercase: true);

    public GrpcTarget(Uri address, string token, int connections)
    {
        _channels = [.. Enumerable.Range(0, connections).Select(_ => GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = new SocketsHttpHandler(), DisposeHttpClient = true }))];
        _invokers = [.. _channels.Select(channel => channel.CreateCallInvoker())];
        _headers.Add("authorization", $"Bearer {token}");
    }

    /// <summary>Asks.</summary>
    /// <returns>The bytes of the answer.</returns>
    public async Task<byte[]> AskAsync(string mode, long number)
    {
        using var call = _invokers[number % _invokers.Length].AsyncUnaryCall(Decide, null, new CallOptions(_headers, DateTime.UtcNow + Deadline), BenchQuestion.Of(mode, _run, number));
        return await call.ResponseAsync.ConfigureAwait(false);
    }

    /// <summary>Waits for the first right answer: tables are read a moment after they were written.</summary>
    /// <exception cref="CliRefusalException">None comes.</exception>
    public async Task<byte[]> AwaitAnswerAsync(string mode, CancellationToken stopping)
    {
        var problem = "it does not allow the question of the load: are the sample tables and policies loaded?";
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                if (await AskAsync(mode, -1 - attempt + int.MaxValue).ConfigureAwait(false) is var answer && BenchQuestion.IsRight(answer)) return answer;
            }
            catch (RpcException fault)
            {
                problem = string.Create(CultureInfo.InvariantCulture, $"{fault.StatusCode}: {fault.Status.Detail}");
            }

            await Task.Delay(100, stopping).ConfigureAwait(false);
        }

        throw CliRefusalException.Fault($"the server gives no right answer: {problem}");
    }

    public void Dispose()
    {
        foreach (var channel in _channels) channel.Dispose();
    }
}
