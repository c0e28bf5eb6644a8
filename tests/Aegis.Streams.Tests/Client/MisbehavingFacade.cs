using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Aegis.Streams.Client;
using Aegis.Streams.Protocol.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Tests.Client;

/// <summary>A server of HTTP/2 on loopback that answers calls as a test says, without any library of gRPC in the way.</summary>
internal sealed class MisbehavingFacade : IAsyncDisposable
{
    private readonly WebApplication _application;

    private MisbehavingFacade(WebApplication application) => _application = application;

    /// <summary>Gets the headers of each call that came, in their order.</summary>
    public ConcurrentQueue<IHeaderDictionary> Calls { get; } = [];

    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Answers a call, of which it is told the number, from 1.</param>
    public static async Task<MisbehavingFacade> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var facade = new MisbehavingFacade(builder.Build());
        var number = 0;
        facade._application.Run(async context =>
        {
            facade.Calls.Enqueue(new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase)));
            await answer(context, Interlocked.Increment(ref number));
        });
        await facade._application.StartAsync();
        return facade;
    }

    /// <summary>Starts a server that gives every call the same decision.</summary>
    public static Task<MisbehavingFacade> StartAsync(Decision? decision) => StartAsync((context, _) => AnswerAsync(context, new DecideResponse { Decision = decision }));

    public AegisClient Client(TimeSpan? deadline = null, int attempts = 3, string? token = null) => new(new AegisClientOptions
    {
        Address = Address,
        Token = token,
        Deadline = deadline ?? TimeSpan.FromSeconds(30),
        MaxAttempts = attempts,
        FirstPause = TimeSpan.FromMilliseconds(1),
    });

    /// <summary>Answers with a message and status 0.</summary>
    public static async Task AnswerAsync(HttpContext context, IMessage message)
    {
        await WriteAsync(context, message.ToByteArray(), cut: 0);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    /// <summary>Writes a message's frame without what comes after it.</summary>
    public static async Task WriteAsync(HttpContext context, byte[] message, int cut)
    {
        await ReadAsync(context);
        context.Response.ContentType = "application/grpc";
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        await context.Response.Body.WriteAsync(frame.AsMemory(0, frame.Length - cut));
    }

    /// <summary>Refuses a call.</summary>
    public static async Task RefuseAsync(HttpContext context, StatusCode status, byte[]? details = null)
    {
        await ReadAsync(context);
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = "not now";
        if (details is not null) context.Response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(details);
    }

    /// <summary>Makes the details of a refusal as a facade sends them.</summary>
    public static byte[] Details(StatusCode status, string code, TimeSpan? retryAfter = null, string domain = "aegis.streams", string? path = null)
    {
        var info = new ErrorInfo { Domain = domain, Reason = code };
        if (path is not null) info.Metadata.Add("path", path);
        var details = new Google.Rpc.Status { Code = (int)status, Message = "Ask again.", Details = { Any.Pack(info) } };
        if (retryAfter is { } pause) details.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(pause) }));
        return details.ToByteArray();
    }

    /// <summary>Reads the request to its end.</summary>
    public static Task ReadAsync(HttpContext context) => context.Request.Body.CopyToAsync(Stream.Null);

    public async ValueTask DisposeAsync()
    {
        // Calls that hang by intent are cut off.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }
}
