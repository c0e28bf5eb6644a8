using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.Cli.Topics;

/// <summary>Describes a topology as a Mermaid flowchart.</summary>
internal static class TopologyMermaid
{
    private const string ReplyTopics = "reply_topics";

    /// <summary>Writes it.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="topology">The topology.</param>
    public static void Write(Screen screen, TopicTopology topology)
    {
        screen.WriteLine("flowchart LR");
        foreach (var topic in topology.Topics) screen.WriteLine($"  t_{Id(topic.Name)}[(\"{topology.NameOf(topic)}\")]");
        screen.WriteLine($"  {ReplyTopics}[(\"reply topics\")]");
        screen.WriteLine("  subgraph task [\"task: one partition number\"]");
        foreach (var stage in TopologyStage.All) screen.WriteLine($"    s_{stage.Name}[\"{stage.Name}\"]");
        screen.WriteLine($"    {string.Join(" --> ", TopologyStage.All.Select(stage => $"s_{stage.Name}"))}");
        screen.WriteLine("  end");
        screen.WriteLine($"  s_{TopologyStage.OfLists.Name}[\"{TopologyStage.OfLists.Name}\"]");
        foreach (var principal in topology.Principals.Where(principal => principal.Role != TopicTopology.StreamRole))
        {
            screen.WriteLine($"  p_{principal.Role}((\"{principal.Role}\"))");
        }

        foreach (var stage in TopologyStage.AllAndBeside)
        {
            foreach (var topic in stage.Reads) screen.WriteLine($"  t_{Id(topic)} --> s_{stage.Name}");
            foreach (var topic in stage.Writes) screen.WriteLine($"  s_{stage.Name} --> t_{Id(topic)}");
        }

        screen.WriteLine($"  s_{TopologyStage.All[^1].Name} --> {ReplyTopics}");
        foreach (var topic in topology.Topics)
        {
            foreach (var role in topic.Writers.Where(role => role != TopicTopology.StreamRole)) screen.WriteLine($"  p_{role} --> t_{Id(topic.Name)}");
            foreach (var role in topic.Readers.Where(role => role != TopicTopology.StreamRole)) screen.WriteLine($"  t_{Id(topic.Name)} --> p_{role}");
        }
    }

    private static string Id(string topic) => topic.Replace('.', '_');
}
