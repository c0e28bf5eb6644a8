using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.Cli.Topics;

/// <summary>Writes the rights of principals: for people as commands of Kafka's own tool, for programs one object a right.</summary>
internal static class AccessOutput
{
    // Nothing connects here: a shell puts the address in.
    private static readonly KafkaConnection FromVariable = new("\"$AEGIS_BOOTSTRAP_SERVERS\"");

    /// <summary>Writes the rights.</summary>
    /// <param name="run">The run.</param>
    /// <param name="topology">The topology.</param>
    /// <param name="connection">The cluster that the commands name; <see langword="null"/>: none was named.</param>
    public static void Write(CommandRun run, TopicTopology topology, KafkaConnection? connection)
    {
        var rules = AccessPlan.Make(topology);
        if (run.IsJson)
        {
            foreach (var rule in rules) WriteJson(run, rule);
            return;
        }

        connection ??= FromVariable;
        foreach (var principal in topology.Principals)
        {
            run.Data.WriteLine($"# {principal.Role}: {principal.Purpose}");
            foreach (var rule in rules.Where(rule => rule.Principal == principal.Principal)) run.Data.WriteLine(rule.ToCommand(connection));
            if (principal.Role != TopicTopology.StreamRole) continue;
            run.Data.WriteLine("# and for each reply topic:");
            run.Data.WriteLine($"# {new AccessRule(principal.Principal, "topic", "REPLY_TOPIC", IsPrefix: false, ["Write", "DescribeConfigs"]).ToCommand(connection)}");
        }
    }

    private static void WriteJson(CommandRun run, AccessRule rule) => run.Data.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("principal", rule.Principal);
        json.WriteString("resource", rule.Resource);
        json.WriteString("name", rule.Name);
        json.WriteString("pattern", rule.IsPrefix ? "prefixed" : "literal");
        json.WriteStartArray("operations");
        foreach (var operation in rule.Operations) json.WriteStringValue(operation);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
