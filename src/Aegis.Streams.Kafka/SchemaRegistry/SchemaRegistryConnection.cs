using System.Collections.Immutable;

namespace Aegis.Streams.Kafka.SchemaRegistry;

/// <summary>How to reach a schema registry with the REST API of Confluent's.</summary>
/// <param name="Url">Its base URL, such as `http://localhost:8081`; several, for one registry, are separated by commas.</param>
public sealed record SchemaRegistryConnection(string Url)
{
    /// <summary>Gets the URL without the credentials that it may hold, for messages.</summary>
    public string Address => string.Join(',', Url.Split(',').Select(url =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) ? new UriBuilder(uri) { UserName = "", Password = "" }.Uri.ToString() : "?"));

    /// <summary>Gets further properties of the client, by the names that Confluent.SchemaRegistry gives them, such as `schema.registry.basic.auth.user.info`.</summary>
    /// <value>The default is none. Values may be secrets and are never logged.</value>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Gets a value indicating whether contracts that the registry lacks are registered; otherwise they must be there.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AutoRegister { get; init; } = true;

    /// <summary>Gets how long the registry may take for all contracts together.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
