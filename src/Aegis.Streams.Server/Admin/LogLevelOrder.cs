using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Admin;

/// <summary>Shows and changes the least important level that is logged, until the process ends. Warnings always are, since orders of this port are among them.</summary>
internal sealed class LogLevelOrder(AdminOptions options, ILogger logger)
{
    private const int MaxBodyBytes = 1024;
    private static readonly (string Name, LogLevel Level)[] Levels = [("debug", LogLevel.Debug), ("information", LogLevel.Information), ("warning", LogLevel.Warning)];
    private static readonly AdminRefusal BadBody = AdminRefusal.Invalid("""The body must be {"level":"debug"}, with debug, information or warning.""");

    /// <summary>Shows it.</summary>
    public Task ShowAsync(HttpContext context) => AdminAnswer.WriteAsync(context, json => json.WriteString("level", NameOf(options.LogLevel())));

    /// <summary>Changes it.</summary>
    public async Task ChangeAsync(HttpContext context)
    {
        var (body, fault) = await Http.JsonBody.ReadAsync(context.Request, MaxBodyBytes, context.RequestAborted).ConfigureAwait(false);
        if (fault is not null)
        {
            await AdminRefusal.Invalid(fault.Message).WriteAsync(context).ConfigureAwait(false);
            return;
        }

        if (Read(body) is not { } level)
        {
            await BadBody.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var before = NameOf(options.LogLevel());
        options.SetLogLevel(level);
        logger.LogLevelChanged(NameOf(level), context.Connection.RemoteIpAddress, before);
        await ShowAsync(context).ConfigureAwait(false);
    }

    private static string NameOf(LogLevel level) => Array.Find(Levels, pair => pair.Level == level).Name ?? "warning";

    private static LogLevel? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || root.EnumerateObject().Count() != 1 || !root.TryGetProperty("level", out var level) || level.ValueKind != JsonValueKind.String) return null;
            var index = Array.FindIndex(Levels, pair => level.ValueEquals(pair.Name));
            return index < 0 ? null : Levels[index].Level;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
