using System.Reflection;

namespace Aegis.Streams.Kafka.Owners;

/// <summary>Who claims partitions: one life of an instance.</summary>
/// <param name="InstanceId">The instance id.</param>
/// <param name="Epoch">When this life began, in milliseconds since 1970.</param>
/// <param name="Endpoint">Where it takes calls; <see langword="null"/>: nowhere.</param>
internal sealed record OwnerIdentity(string InstanceId, long Epoch, OwnerEndpoint? Endpoint)
{
    /// <summary>Gets the version of the program.</summary>
    public string Version { get; } = typeof(OwnerIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
