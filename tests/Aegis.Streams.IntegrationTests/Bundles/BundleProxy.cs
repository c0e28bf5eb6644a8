using Aegis.Streams.Policy.Bundles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.IntegrationTests.Bundles;

/// <summary>Somebody between an agent and the instance, who hands everything on, and changes bundles when told so.</summary>
internal sealed class BundleProxy : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpClient _http;
    private int _bundles;

    private BundleProxy(WebApplication application, Uri target) => (_application, _http) = (application, new HttpClient { BaseAddress = target, Timeout = Timeout.InfiniteTimeSpan });

    public Uri Address => new(_application.Urls.First());

    /// <summary>Gets or sets what is done to the files of a bundle; <see langword="null"/>: nothing.</summary>
    public Func<IReadOnlyList<BundleFile>, IEnumerable<BundleFile>>? Change { get; set; }

    /// <summary>Gets how many changed bundles went to the agent.</summary>
    public int ChangedBundles => Volatile.Read(ref _bundles);

    public static async Task<BundleProxy> StartAsync(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var proxy = new BundleProxy(builder.Build(), target);
        proxy._application.Run(proxy.HandOnAsync);
        await proxy._application.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _http.Dispose();
    }

    private async Task HandOnAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Request.Path);
        foreach (var name in new[] { "Authorization", "If-None-Match", "Prefer" })
            if (context.Request.Headers[name] is [{ Length: > 0 } value]) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request, context.RequestAborted);
        var body = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        if (response.Headers.ETag is { } tag) context.Response.Headers.ETag = tag.ToString();
        if (body.Length == 0) return;
        if (response.IsSuccessStatusCode && Change is { } change)
        {
            body = BundleWriter.Write(change([.. BundleReader.Read(body).Files]));
            Interlocked.Increment(ref _bundles);
        }

        context.Response.ContentType = response.Content.Headers.ContentType!.ToString();
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
