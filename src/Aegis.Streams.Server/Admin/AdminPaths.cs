using Aegis.Streams.Server.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Aegis.Streams.Server.Admin;

/// <summary>The paths of the admin port.</summary>
internal static class AdminPaths
{
    public const string State = "/admin/state";
    public const string Partitions = "/admin/partitions";
    public const string Tables = "/admin/tables";
    public const string Policy = "/admin/policy";
    public const string Config = "/admin/config";
    public const string LogLevel = "/admin/log-level";
    public const string Drain = "/admin/drain";

    private static readonly string[] All = [State, Partitions, Tables, Policy, Config, LogLevel, Drain, MetricsPage.Path];

    /// <summary>Says what was asked for, for a log: never the text of a path that is none.</summary>
    public static string NameOf(HttpRequest request)
    {
        var path = Array.Find(All, path => request.Path == path) ?? "an unknown path";
        return HttpMethods.IsGet(request.Method) ? path : HttpMethods.IsPut(request.Method) ? $"PUT {path}" : HttpMethods.IsPost(request.Method) ? $"POST {path}" : $"another method of {path}";
    }
}
