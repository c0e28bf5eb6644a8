using System.Globalization;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.Cli.Topics;

/// <summary>Describes a topology to people.</summary>
internal static class TopologyText
{
    /// <summary>Writes it.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="topology">The topology.</param>
    public static void Write(Screen screen, TopicTopology topology)
    {
        screen.WriteLine(screen.Paint(Ink.Bold, $"Path of an intent ({topology.Tasks} tasks)"));
        var width = TopologyStage.All.Max(stage => stage.Name.Length);
        foreach (var stage in TopologyStage.AllAndBeside)
        {
            if (stage == TopologyStage.OfLists) screen.WriteLine(screen.Paint(Ink.Bold, "Beside it"));
            screen.WriteLine($"  {stage.Name.PadRight(width)}  {stage.Purpose}");
            Flow(screen, width, "reads", stage.Reads.Select(name => $"{topology.Prefix}.{name}"));
            Flow(screen, width, "writes", stage.Writes.Select(name => $"{topology.Prefix}.{name}"));
        }

        screen.WriteLine("");
        screen.WriteLine(screen.Paint(Ink.Bold, "Topics"));
        foreach (var topic in topology.Topics)
        {
            screen.WriteLine($"  {topology.NameOf(topic)}: {topic.Purpose}");
            screen.WriteLine($"    {topic.Content}; key: {topic.Key}");
            screen.WriteLine($"    partitions={topology.PartitionsOf(topic)}, replication={topology.Replication}, {string.Join(", ", topic.Config.Select(setting => Setting(setting.Key, setting.Value)))}");
            screen.WriteLine($"    written by {string.Join(", ", topic.Writers)}; read by {string.Join(", ", topic.Readers)}");
        }

        screen.WriteLine("");
        screen.WriteLine(screen.Paint(Ink.Bold, "Principals"));
        foreach (var principal in topology.Principals) screen.WriteLine($"  {principal.Role} ({principal.Principal}): {principal.Purpose}");
    }

    private static void Flow(Screen screen, int width, string verb, IEnumerable<string> topics)
    {
        var names = string.Join(", ", topics);
        if (names.Length > 0) screen.WriteLine($"  {"".PadRight(width)}  {screen.Paint(Ink.Dim, $"{verb} {names}")}");
    }

    /// <summary>A long time in milliseconds tells nobody anything.</summary>
    private static string Setting(string name, string value)
    {
        var isTime = name.EndsWith(".ms", StringComparison.Ordinal) && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        var days = isTime ? TimeSpan.FromMilliseconds(long.Parse(value, CultureInfo.InvariantCulture)).TotalDays : 0;
        return days >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{name}={value} ({days:0.#} days)") : $"{name}={value}";
    }
}
