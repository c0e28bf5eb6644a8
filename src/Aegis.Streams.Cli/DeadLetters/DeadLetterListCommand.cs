using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Cli.DeadLetters;

/// <summary>`aegis dlq list`: the newest dead letters, without anything of their content.</summary>
internal static class DeadLetterListCommand
{
    private const long DefaultLimit = 50;
    private const long MaxLimit = 100_000;

    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var limit = new NumberOption("--limit", "At most so many, the newest ones.", least: 1, most: MaxLimit, usual: DefaultLimit);
        var code = new Option<string?>("--code") { Description = "Only those with this code, or with one that starts so and a dot.", HelpName = "CODE" };
        var source = new Option<string?>("--source-topic") { Description = "Only those that came from this topic.", HelpName = "TOPIC" };
        var verb = new Verb("list", "List dead letters, the newest last: when, from where, why. Shows nothing of their content.")
        {
            Examples = ["aegis dlq list", "aegis dlq list --code intents.invalid_json --limit 10", "aegis dlq list --json | jq -r .error_code | sort | uniq -c"],
        };
        foreach (var option in new Option[] { limit, code, source }) verb.Add(option);
        return verb.Runs(run =>
        {
            var (most, total) = ((int)run.Value(limit)!.Value, 0L);
            var newest = new PriorityQueue<DeadLetterEntry, DateTimeOffset>();
            foreach (var entry in new DeadLetterScan(connections).Read(run).Where(entry => Passes(entry, run.Value(code), run.Value(source))))
            {
                total++;
                newest.Enqueue(entry with { Record = entry.Record with { Value = null } }, entry.Record.Timestamp);
                if (newest.Count > most) newest.Dequeue();
            }

            var entries = newest.UnorderedItems.OrderBy(item => item.Priority).ThenBy(item => item.Element.Record.Partition).ThenBy(item => item.Element.Record.Offset)
                .Select(item => item.Element).ToList();
            if (run.IsJson) entries.ForEach(entry => run.Data.WriteJson(json => DeadLetterJson.WriteEntry(json, entry)));
            else if (entries.Count > 0) Show(run, entries);
            run.Talk.Note(total == 0 ? "there is no such dead letter" : $"{entries.Count:N0} of {total:N0} dead letters", Ink.Dim);
            return ExitCodes.Done;
        });
    }

    private static bool Passes(DeadLetterEntry entry, string? code, string? source) =>
        (code is null || entry.Code == code || entry.Code.StartsWith($"{code}.", StringComparison.Ordinal)) && (source is null || entry.SourceTopic == source);

    private static void Show(CommandRun run, List<DeadLetterEntry> entries)
    {
        var table = new TextTable("TIME", "SOURCE", "STAGE", "CODE", "MESSAGE");
        foreach (var entry in entries) table.Add(Ink.Plain, entry.Time, entry.Source, entry.Stage, entry.Code, entry.Message);
        table.WriteTo(run.Data);
    }
}
