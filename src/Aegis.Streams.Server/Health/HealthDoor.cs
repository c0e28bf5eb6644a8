using System.Text.Json;
using Aegis.Streams.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aegis.Streams.Server.Health;

/// <summary>Health for those who start and stop instances: `/livez` says that the process answers, `/readyz` whether it decides, and what is missing.</summary>
internal sealed class HealthDoor(Readiness readiness)
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds the door's paths.</summary>
    public void MapTo(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/livez", Methods, static context => WriteAsync(context, []));
        routes.MapMethods("/readyz", Methods, context => WriteAsync(context, readiness.Missing()));
    }

    private static async Task WriteAsync(HttpContext context, IReadOnlyList<string> missing)
    {
        context.Response.StatusCode = missing.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = ContentTypes.Json;
        context.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", missing.Count == 0 ? "ok" : "not_ready");
        if (missing.Count > 0)
        {
            json.WriteStartArray("missing");
            foreach (var reason in missing) json.WriteStringValue(reason);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
