using System.CommandLine;
using System.Text.Json;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Policy.Diff;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy diff`: what a change of policy does to calls.</summary>
internal static class DiffCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var before = new Argument<string>("OLD") { Description = "Policy file, folder of them, or canonical content: the whole old set." };
        var after = new Argument<string>("NEW") { Description = "The same for the new set." };
        var verb = new Verb("diff", "Compare two policy sets in the language of rules: what was added, removed and changed, and whether calls become looser or tighter. What is not proven is unclear. Exits with 0 if the sets have one content, 1 if they differ, 2 in trouble.")
        {
            Examples = ["aegis policy diff policies-live policies", "aegis policy diff live.json policies --json | jq '.changes[] | select(.effect == \"looser\")'"],
        };
        verb.Add(before);
        verb.Add(after);
        return verb.Runs(run =>
        {
            var difference = PolicyDifference.Of(PolicyPaths.LoadDocuments(run, run.Value(before), ExitCodes.Incomplete), PolicyPaths.LoadDocuments(run, run.Value(after), ExitCodes.Incomplete));
            if (run.IsJson) run.Data.WriteJson(json => Write(json, difference));
            else foreach (var line in difference.ToText().TrimEnd('\n').Split('\n')) run.Data.WriteLine(TerminalText.Clean(line));
            return difference.IsSame ? ExitCodes.Done : ExitCodes.Fault;
        });
    }

    private static void Write(Utf8JsonWriter json, PolicyDifference difference)
    {
        json.WriteStartObject();
        json.WriteBoolean("same", difference.IsSame);
        json.WriteString("old_revision", difference.OldRevision);
        json.WriteString("new_revision", difference.NewRevision);
        json.WriteNumber("looser", difference.Looser);
        json.WriteNumber("tighter", difference.Tighter);
        json.WriteNumber("unclear", difference.Unclear);
        json.WriteStartArray("changes");
        foreach (var change in difference.Changes)
        {
            json.WriteStartObject();
            json.WriteString("kind", WordOf(change.Kind));
            json.WriteString("subject", change.Subject);
            json.WriteString("name", change.Name);
            json.WriteString("effect", WordOf(change.Effect));
            json.WriteStartArray("parts");
            foreach (var part in change.Parts)
            {
                json.WriteStartObject();
                json.WriteString("text", part.Text);
                json.WriteString("effect", WordOf(part.Effect));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string WordOf(Enum value) => value.ToString().ToLowerInvariant();
}
