using System.Text.Json;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Publishing;

/// <summary>The JSON form of what was found in parameters, the same in decisions, audit entries and answers of policies.</summary>
public static class DlpCountJson
{
    /// <summary>Writes the member `dlp_counts`; without counts, nothing.</summary>
    /// <param name="json">Takes it, inside an object.</param>
    /// <param name="counts">The counts.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyCollection<DlpCount> counts)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count == 0) return;
        json.WriteStartArray("dlp_counts");
        foreach (var count in counts)
        {
            json.WriteStartObject();
            json.WriteString("entity", count.Entity);
            json.WriteString("operator", count.Operator);
            json.WriteNumber("count", count.Count);
            ContractJson.WriteText(json, "path", count.Path);
            json.WriteString("profile", count.Profile);
            if (count.Hidden > 0) json.WriteNumber("hidden", count.Hidden);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
