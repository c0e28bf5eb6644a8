using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>A tool behind the gateway: it counts the requests that reach it and answers with what it got.</summary>
internal sealed class ToolServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _requests;

    private ToolServer(WebApplication application) => _application = application;

    public int Port => new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    /// <summary>Gets how many requests reached the tool.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public static async Task<ToolServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var tool = new ToolServer(builder.Build());
        tool._application.Run(tool.EchoAsync);
        await tool._application.StartAsync();
        return tool;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task EchoAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Response.ContentType = "application/json";
        context.Response.Headers["x-aegis-decision-id"] = "of-the-tool";
        var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join('|', header.Value.ToArray()));
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { headers, bytes = body.Length, body = Encoding.UTF8.GetString(body.ToArray()) }));
    }
}
