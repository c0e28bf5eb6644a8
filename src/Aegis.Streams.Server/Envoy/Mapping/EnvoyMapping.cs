using System.Collections.Immutable;

namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>What HTTP requests are as intents (`docs/envoy.md`). Immutable.</summary>
public sealed class EnvoyMapping
{
    internal EnvoyMapping(ImmutableArray<EnvoyRoute> routes) => Routes = routes;

    /// <summary>Gets the routes in their order: the first that matches counts.</summary>
    internal ImmutableArray<EnvoyRoute> Routes { get; }

    /// <summary>Finds the route of a request.</summary>
    /// <returns>The route and the values in the path; <see langword="null"/>: no route covers it.</returns>
    internal (EnvoyRoute Route, Dictionary<string, string> Values)? Find(string method, string host, IReadOnlyList<string> segments)
    {
        foreach (var route in Routes)
            if (route.Methods.Contains(method) && route.HasHost(host) && route.Path.TryMatch(segments, out var values)) return (route, values);
        return null;
    }
}
