using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using Google.Protobuf;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Identity;

/// <summary>Reads and writes the records of the register of agents: key `tenant/agent`, value an `AgentRegistration` of the contract.</summary>
/// <param name="framing">The Confluent framing of what is written; <see langword="null"/>: values are plain. Both are read.</param>
public sealed class AgentRegistrationCodec(ProtobufFraming? framing = null) : ITableCodec<AgentRegistration>
{
    private const int MaxItems = 64;
    private const int MaxNameLength = 64;
    private const int MaxDisplayNameLength = 256;
    private const int MaxAttributeLength = 1024;

    /// <inheritdoc/>
    public bool TryDecode(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> value,
        [NotNullWhen(true)] out AgentRegistration? row,
        [NotNullWhen(false)] out FieldFault? fault)
    {
        row = null;
        if (!ContractMessage.TryParse(Contract.AgentRegistration.Parser, value, out var message, out fault)) return false;
        if (!ContractTime.TryRead(message.UpdatedAt, "updated_at", out var updatedAt, out fault)) return false;
        if (!Enum.IsDefined(message.State))
        {
            fault = new FieldFault("state", "unknown value; use ENABLED or DISABLED");
            return false;
        }

        var agent = new AgentRegistration
        {
            Tenant = message.Tenant,
            Agent = message.Agent,
            DisplayName = message.DisplayName.Length == 0 ? null : message.DisplayName,
            Groups = [.. message.Groups],
            Roles = [.. message.Roles],
            Attributes = message.Attributes.ToImmutableSortedDictionary(StringComparer.Ordinal),
            IsEnabled = message.State == Contract.AgentState.Enabled,
            UpdatedAt = updatedAt,
        };
        fault = Validate(agent) ?? TableKey.Check(key, agent.Tenant, agent.Agent);
        row = fault is null ? agent : null;
        return row is not null;
    }

    /// <inheritdoc/>
    public FieldFault? Validate(AgentRegistration row)
    {
        if (!AgentNames.IsValid(row.Tenant)) return new FieldFault("tenant", AgentNames.Rule);
        if (!AgentNames.IsValid(row.Agent)) return new FieldFault("agent", AgentNames.Rule);
        if (row.DisplayName?.Length > MaxDisplayNameLength) return new FieldFault("display_name", "must have at most 256 characters");
        if (!AreNames(row.Groups)) return new FieldFault("groups", "must be at most 64 names of 1 to 64 characters");
        if (!AreNames(row.Roles)) return new FieldFault("roles", "must be at most 64 names of 1 to 64 characters");
        return row.Attributes.Count > MaxItems || !row.Attributes.All(pair => IsName(pair.Key) && pair.Value.Length <= MaxAttributeLength)
            ? new FieldFault("attributes", "must be at most 64 pairs, names of 1 to 64 and values of at most 1,024 characters")
            : null;
    }

    /// <inheritdoc/>
    public byte[] EncodeKey(AgentRegistration row) => Encoding.UTF8.GetBytes($"{row.Tenant}/{row.Agent}");

    /// <inheritdoc/>
    public byte[] Encode(AgentRegistration row)
    {
        var message = new Contract.AgentRegistration
        {
            Tenant = row.Tenant,
            Agent = row.Agent,
            DisplayName = row.DisplayName ?? "",
            Groups = { row.Groups },
            Roles = { row.Roles },
            State = row.IsEnabled ? Contract.AgentState.Enabled : Contract.AgentState.Disabled,
            UpdatedAt = ContractTime.Write(row.UpdatedAt),
        };
        foreach (var (name, value) in row.Attributes) message.Attributes.Add(name, value);
        return framing?.Write(message) ?? message.ToByteArray();
    }

    private static bool AreNames(ImmutableArray<string> names) => names.Length <= MaxItems && names.All(IsName);

    private static bool IsName(string name) => name.Length is > 0 and <= MaxNameLength;
}
