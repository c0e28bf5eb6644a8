using System.Net;
using System.Security.Cryptography;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Bundles;
using Aegis.Streams.Server;
using Aegis.Streams.Server.Bundles;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The door of bundles alone, with policies that change and a clock that stands still. Who asks is named by the header `X-Caller`.</summary>
public sealed class BundleScene : IAsyncDisposable
{
    public const string First = """
        apiVersion: aegis/v1
        kind: Policy
        name: p
        rules:
          - {id: use, effect: permit, what: {tools: crm}, unknown_parameters: allow}
        """;

    public const string Second = First + "\n  - {id: never, effect: forbid, what: {actions: delete}}\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FacadeMetrics _metrics = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly WebApplication _application;
    private PolicySnapshot? _policy;

    private BundleScene(WebApplication application) => _application = application;

    public FakeTimeProvider Time { get; } = new();

    public HttpClient Http { get; } = new();

    internal CallDecider Decider { get; private set; } = null!;

    internal BundleDoor Door { get; private set; } = null!;

    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    public static async Task<BundleScene> StartAsync(string? policy = First, bool isServed = true, bool isSigned = false, int maxWaits = 100)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var scene = new BundleScene(builder.Build());
        if (policy is not null) scene.Activate(policy);
        scene.Decider = new CallDecider(new FacadeOptions(), null!, null!, null!, scene.Time);
        var options = new BundleOptions { Signer = isSigned ? BundleSigner.FromPem(scene._key.ExportPkcs8PrivateKeyPem()) : null, Scope = isSigned ? "production" : null, MaxWaits = maxWaits };
        scene.Door = new BundleDoor(isServed ? options : null, () => scene._policy, scene.Decider, scene._metrics, scene.Time, NullLogger.Instance);
        scene._application.Use((context, next) =>
        {
            var name = context.Request.Headers["X-Caller"].ToString();
            context.Features.Set(new Caller { Name = name, Tenants = new HashSet<string>(), Agents = new HashSet<string>(), MayFetchBundles = name != "stranger" });
            return next(context);
        });
        scene.Door.MapTo(scene._application);
        await scene._application.StartAsync();
        scene.Http.BaseAddress = new Uri(scene._application.Urls.First());
        return scene;
    }

    /// <summary>Makes other policies active.</summary>
    public string Activate(string policy) => Activate(PolicyLoader.Load([new PolicySource("p.yaml", policy)]).Snapshot!);

    /// <summary>Makes other policies active.</summary>
    public string Activate(PolicySnapshot policy)
    {
        _policy = policy;
        return policy.Revision;
    }

    public async Task<(HttpStatusCode Status, string? Tag, byte[] Body, HttpResponseMessage Response)> GetAsync(string? ifNoneMatch = null, string? prefer = null, string caller = "opa", CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/bundles/policy");
        request.Headers.Add("X-Caller", caller);
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        if (prefer is not null) request.Headers.TryAddWithoutValidation("Prefer", prefer);
        var response = await Http.SendAsync(request, cancellation);
        return (response.StatusCode, response.Headers.TryGetValues("ETag", out var tags) ? tags.Single() : null, await response.Content.ReadAsByteArrayAsync(cancellation), response);
    }

    /// <summary>Waits until so many requests wait for a change.</summary>
    public async Task UntilWaitingAsync(int count)
    {
        for (var deadline = DateTime.UtcNow + Patience; Door.Waiting != count; await Task.Delay(5))
            Assert.True(DateTime.UtcNow < deadline, $"{Door.Waiting} requests wait, not {count}.");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Door.Dispose();
        await _application.DisposeAsync();
        _metrics.Dispose();
        _key.Dispose();
    }
}
