using Aegis.Streams.Kafka.Decisions;

namespace Aegis.Streams.Server.Admin;

/// <summary>The instance that the admin port tells of.</summary>
public sealed record AdminInstance
{
    /// <summary>Gets the id of the application, the group's name.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Gets the id of the instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Gets its roles.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Gets what decides.</summary>
    public required DecisionApplication Application { get; init; }

    /// <summary>Gets what answers calls; <see langword="null"/>: the instance takes none.</summary>
    public Facade? Facade { get; init; }

    /// <summary>Gets its settings. What is no value to show has none here.</summary>
    public required IReadOnlyList<AdminSetting> Settings { get; init; }
}
