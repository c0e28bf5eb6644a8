using System.Net;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Tests.Facade;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Streams.IntegrationTests.Interop;

/// <summary>A facade with the interop service beside its doors: the same server and order of work, with room for the bodies of a thousand large calls at once. Calls of that service come with the credential that its clients cannot send.</summary>
public sealed class InteropScene : IAsyncLifetime
{
    /// <summary>Gets the facade and what decides behind it.</summary>
    public FacadeScene Scene { get; private set; } = null!;

    internal string Address => $"127.0.0.1:{Scene.Grpc.Port}";

    public async ValueTask InitializeAsync() => Scene = await StartAsync();

    public async ValueTask DisposeAsync() => await Scene.DisposeAsync();

    private static Task<FacadeScene> StartAsync()
    {
        var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
        return FacadeScene.StartAsync(host: new FacadeHostOptions
        {
            Grpc = loopback,
            Http = loopback,
            HasReflection = true,
            MaxBodyBytes = 1L << 30,
            GuestServices = services => services.AddSingleton<TestServiceDoor>()
                .Configure<GrpcServiceOptions<TestServiceDoor>>(service => service.ResponseCompressionAlgorithm = "gzip"),
            Guests = application =>
            {
                application.Use((context, next) =>
                {
                    if (context.Request.Path.StartsWithSegments("/grpc.testing.TestService", StringComparison.Ordinal)
                        || context.Request.Path.StartsWithSegments("/grpc.testing.UnimplementedService", StringComparison.Ordinal)) context.Request.Headers.Authorization = $"Bearer {FacadeScene.Token}";
                    return next(context);
                });
                application.MapGrpcService<TestServiceDoor>();
            },
        });
    }
}
