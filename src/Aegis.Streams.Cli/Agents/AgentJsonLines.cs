using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Agents;

/// <summary>Registrations as JSON objects with the names of the contract, one a line. Lists and attributes do not fit into columns, so there is no CSV.</summary>
/// <param name="tenant">The tenant of agents that name none; <see langword="null"/>: each must name one.</param>
internal sealed class AgentJsonLines(string? tenant) : ITableFormat<AgentRegistration>
{
    private const string Enabled = "enabled";
    private const string Disabled = "disabled";
    private static readonly string[] Names = ["tenant", "agent", "display_name", "groups", "roles", "attributes", "state", "updated_at"];

    public string? Header => null;

    /// <summary>Finds the word for whether an agent may act.</summary>
    public static string StateOf(AgentRegistration agent) => agent.IsEnabled ? Enabled : Disabled;

    /// <summary>Writes the fields of a registration that it has, as members of an object.</summary>
    public static void WriteFields(Utf8JsonWriter json, AgentRegistration agent)
    {
        json.WriteString("tenant", agent.Tenant);
        json.WriteString("agent", agent.Agent);
        if (agent.DisplayName is { } name) json.WriteString("display_name", name);
        WriteTexts(json, "groups", agent.Groups);
        WriteTexts(json, "roles", agent.Roles);
        if (agent.Attributes.Count > 0)
        {
            json.WriteStartObject("attributes");
            foreach (var (attribute, value) in agent.Attributes) json.WriteString(attribute, value);
            json.WriteEndObject();
        }

        json.WriteString("state", StateOf(agent));
        if (agent.UpdatedAt is { } instant) json.WriteString("updated_at", Rfc3339.Format(instant));
    }

    public FieldFault? ReadHeader(string line) => null;

    public bool TryRead(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out AgentRegistration? row, [NotNullWhen(false)] out FieldFault? fault)
    {
        row = null;
        if (!JsonLine.TryParse(line, Names, out var document, out fault)) return false;
        using (document)
        {
            var agent = Read(document.RootElement, ref fault);
            row = fault is null ? agent : null;
            return row is not null;
        }
    }

    public string Write(AgentRegistration row) => JsonLine.Write(json => WriteFields(json, row));

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty) return;
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static ImmutableArray<string> ReadTexts(JsonElement line, string name, ref FieldFault? fault)
    {
        if (!line.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null) return [];
        if (member.ValueKind == JsonValueKind.Array && member.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. member.EnumerateArray().Select(item => item.GetString()!)];
        fault ??= new FieldFault(name, "must be a JSON array of strings");
        return [];
    }

    private static ImmutableSortedDictionary<string, string> ReadAttributes(JsonElement line, ref FieldFault? fault)
    {
        var none = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        if (!line.TryGetProperty("attributes", out var member) || member.ValueKind == JsonValueKind.Null) return none;
        if (member.ValueKind == JsonValueKind.Object && member.EnumerateObject().All(pair => pair.Value.ValueKind == JsonValueKind.String))
            return none.AddRange(member.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetString()!)));
        fault ??= new FieldFault("attributes", "must be a JSON object whose values are strings");
        return none;
    }

    private AgentRegistration Read(JsonElement line, ref FieldFault? fault)
    {
        var state = JsonLine.Text(line, "state", ref fault);
        if (state is not (Enabled or Disabled)) fault ??= new FieldFault("state", $"must be {Enabled} or {Disabled}");
        DateTimeOffset updatedAt = default;
        var instant = JsonLine.Text(line, "updated_at", ref fault);
        if (instant is not null && !Rfc3339.TryParse(instant, out updatedAt)) fault ??= new FieldFault("updated_at", "must be an instant such as 2026-11-24T10:00:00Z");
        return new AgentRegistration
        {
            Tenant = JsonLine.Text(line, "tenant", ref fault) ?? tenant ?? "",
            Agent = JsonLine.Text(line, "agent", ref fault) ?? "",
            DisplayName = JsonLine.Text(line, "display_name", ref fault),
            Groups = ReadTexts(line, "groups", ref fault),
            Roles = ReadTexts(line, "roles", ref fault),
            Attributes = ReadAttributes(line, ref fault),
            IsEnabled = state == Enabled,
            UpdatedAt = instant is null ? null : updatedAt,
        };
    }
}
