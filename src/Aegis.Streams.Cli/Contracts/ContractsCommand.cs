namespace Aegis.Streams.Cli.Contracts;

/// <summary>`aegis contracts`: the contracts for strangers.</summary>
internal static class ContractsCommand
{
    /// <summary>Makes the group.</summary>
    /// <returns>The group.</returns>
    public static Verb Create() => new("contracts", "Give the contracts of the topics to programs and registries of others.")
    {
        ContractsExportCommand.Create(),
        ContractsRegisterCommand.Create(),
    };
}
