using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.Cli.Topics;

/// <summary>Writes a plan: for people like a difference, for programs one object a topic.</summary>
internal static class PlanOutput
{
    private const int NameWidth = 24;

    /// <summary>Writes a plan.</summary>
    /// <param name="run">The run.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="created">Topics that were just created; <see langword="null"/>: none.</param>
    public static void Write(CommandRun run, TopicPlan plan, IReadOnlySet<string>? created = null)
    {
        foreach (var topic in plan.Topics)
        {
            var isNew = created?.Contains(topic.Wanted.Name) == true;
            if (run.IsJson) WriteJson(run.Data, topic, isNew);
            else WriteText(run.Data, topic, isNew);
        }

        if (run.IsJson) return;
        var counts = plan.Topics.CountBy(topic => topic.Change).ToDictionary();
        run.Data.WriteLine($"{counts.GetValueOrDefault(TopicChange.Create)} to create, {counts.GetValueOrDefault(TopicChange.Deviates)} deviate, {counts.GetValueOrDefault(TopicChange.Matches)} match");
    }

    private static void WriteText(Screen screen, PlannedTopic topic, bool isNew)
    {
        var (sign, word, ink) = Look(topic.Change, isNew);
        var settings = topic.Change == TopicChange.Create || isNew ? $"  {Settings(topic.Wanted)}" : "";
        screen.WriteLine($"{screen.Paint(ink, $"{sign} {topic.Wanted.Name.PadRight(NameWidth)} {word}")}{settings}");
        foreach (var deviation in topic.Deviations)
        {
            screen.WriteLine($"    {deviation.Setting}: {screen.Paint(Ink.Yellow, TerminalText.Clean(deviation.Actual))}, wanted {deviation.Wanted}");
            screen.WriteLine($"      {screen.Paint(Ink.Dim, deviation.Remedy)}");
        }
    }

    private static void WriteJson(Screen screen, PlannedTopic topic, bool isNew) => screen.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("topic", topic.Wanted.Name);
        json.WriteString("change", Look(topic.Change, isNew).Word);
        json.WriteNumber("partitions", topic.Wanted.Partitions);
        json.WriteNumber("replication", topic.Wanted.Replication);
        json.WriteStartObject("config");
        foreach (var (name, value) in topic.Wanted.Config) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStartArray("deviations");
        foreach (var deviation in topic.Deviations)
        {
            json.WriteStartObject();
            json.WriteString("setting", deviation.Setting);
            json.WriteString("actual", deviation.Actual);
            json.WriteString("wanted", deviation.Wanted);
            json.WriteString("remedy", deviation.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static (char Sign, string Word, Ink Ink) Look(TopicChange change, bool isNew) => change switch
    {
        TopicChange.Create => ('+', "create", Ink.Green),
        TopicChange.Deviates => ('~', "deviates", Ink.Yellow),
        _ => isNew ? ('+', "created", Ink.Green) : ('=', "matches", Ink.Plain),
    };

    private static string Settings(NewTopic topic) =>
        $"partitions={topic.Partitions} replication={topic.Replication} {string.Join(' ', topic.Config.Select(setting => $"{setting.Key}={setting.Value}"))}";
}
