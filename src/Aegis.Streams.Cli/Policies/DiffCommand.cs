using System.CommandLine;
using System.Text.Json;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Policy.Diff;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy diff`: what a change of policy does to calls.</summary>
internal static class DiffCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection, for what is published.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var before = new Argument<string>("OLD")
        {
            Description = "Policy file, folder of them, or canonical content: the whole old set. Or what is published: the id of a publication or a revision that is or was active, or the first 8 digits of it and more; `active`; `previous`. A file of such a name goes before.",
        };
        var after = new Argument<string>("NEW") { Description = "The same for the new set." };
        var keys = new PolicyKeyOption("Trust these keys, as instances do, for what is published");
        var verb = new Verb("diff", "Compare two policy sets in the language of rules: what was added, removed and changed, and whether calls become looser or tighter. What is not proven is unclear. Exits with 0 if the sets have one content, 1 if they differ, 2 in trouble.")
        {
            Examples =
            [
                "aegis policy diff policies-live policies",
                "aegis policy diff active policies --policy-keys keys",
                "aegis policy diff 5f3a9c04b1d2 active --policy-keys keys",
                "aegis policy diff live.json policies --json | jq '.changes[] | select(.effect == \"looser\")'",
            ],
        };
        verb.Add(before);
        verb.Add(after);
        verb.Add(keys);
        connections.AddTo(verb);
        return verb.Runs(run =>
        {
            var sides = new ComparedSides(run, connections, keys).Load(run.Value(before), run.Value(after));
            var difference = PolicyDifference.Of(sides[0].Documents, sides[1].Documents);
            if (run.IsJson) run.Data.WriteJson(json => Write(json, difference, sides));
            else foreach (var line in difference.ToText().TrimEnd('\n').Split('\n')) run.Data.WriteLine(TerminalText.Clean(line));
            return difference.IsSame ? ExitCodes.Done : ExitCodes.Fault;
        });
    }

    private static void Write(Utf8JsonWriter json, PolicyDifference difference, ComparedPolicies[] sides)
    {
        json.WriteStartObject();
        json.WriteBoolean("same", difference.IsSame);
        json.WriteString("old_revision", difference.OldRevision);
        json.WriteString("new_revision", difference.NewRevision);
        if (sides[0].Publication is { } old) json.WriteString("old_publication", old.Id);
        if (sides[1].Publication is { } current) json.WriteString("new_publication", current.Id);
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
