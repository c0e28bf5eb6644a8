using System.Globalization;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>Checks, before the stream starts, what its guarantees need of the topics: less than a plan compares, and nothing that could be let pass.</summary>
public static class TopicCheck
{
    // librdkafka's default of `batch.size`: what the producer may put into one batch, whatever the size of each record.
    private const int DefaultBatchBytes = 1_000_000;

    // A dead letter is its input with a few headers more.
    private const int DeadLetterHeadroomBytes = 65_536;

    /// <summary>Asks the cluster and checks.</summary>
    /// <param name="connection">How to reach it.</param>
    /// <param name="topology">The topics.</param>
    /// <param name="timeout">How long to wait for each answer.</param>
    /// <exception cref="StreamClientException">A topic is missing or does not fit; the message names every fault and the way out.</exception>
    public static void Run(KafkaConnection connection, TopicTopology topology, TimeSpan timeout)
    {
        using var admin = new TopicAdmin(connection);
        var actual = admin.Describe([.. topology.Topics.Select(topology.NameOf)], timeout);
        if (Faults(topology, actual, BatchBytes(connection)) is { Count: > 0 } faults)
            throw new StreamClientException(
                StreamClientFault.UnknownTopic,
                $"the topics do not fit: {string.Join("; ", faults)}. `aegis topics apply --prefix {topology.Prefix}` creates what is missing, `aegis topics plan --prefix {topology.Prefix}` prints the commands that change the rest");
    }

    /// <summary>Finds how large a batch the stream's producer may make.</summary>
    /// <param name="connection">How it reaches the cluster.</param>
    /// <returns>The bytes.</returns>
    internal static int BatchBytes(KafkaConnection connection) =>
        connection.Properties.TryGetValue("batch.size", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : DefaultBatchBytes;

    /// <summary>Checks.</summary>
    /// <param name="topology">The topics.</param>
    /// <param name="actual">What the cluster has.</param>
    /// <param name="batchBytes">How large a batch the stream's producer may make.</param>
    /// <returns>The faults, those of missing topics first.</returns>
    internal static IReadOnlyList<string> Faults(TopicTopology topology, ClusterTopics actual, int batchBytes)
    {
        var faults = new List<string>();
        var missing = topology.Topics.Select(topology.NameOf).Where(name => !actual.Topics.ContainsKey(name)).ToList();
        if (missing.Count > 0) faults.Add($"{string.Join(", ", missing.Select(name => $"`{name}`"))} {(missing.Count == 1 ? "does" : "do")} not exist");
        var present = topology.Topics.Where(declared => actual.Topics.ContainsKey(topology.NameOf(declared)))
            .Select(declared => (Declared: declared, Topic: actual.Topics[topology.NameOf(declared)])).ToList();
        if (TaskPartitions.Fault([.. present.Where(pair => pair.Declared.Partitions is null).Select(pair => pair.Topic)]) is { } fault) faults.Add(fault);
        var refused = present.Where(pair => pair.Declared.Writers.Contains(TopicTopology.StreamRole) && pair.Topic.IsWritable == false).Select(pair => $"`{pair.Topic.Name}`").ToList();
        if (refused.Count > 0) faults.Add($"this principal may not write {string.Join(", ", refused)}: `aegis topics plan --acls` prints the commands that grant it");
        foreach (var (declared, topic) in present)
            if (topic.Config is { } config) CheckConfig(declared, topic.Name, config, batchBytes, faults);
        CheckDeadLetters(present, faults);
        return faults;
    }

    private static void CheckConfig(TopicDeclaration declared, string name, IReadOnlyDictionary<string, string> config, int batchBytes, List<string> faults)
    {
        var rule = TopicRule.Find(declared.Name)!;
        var cleanup = config.GetValueOrDefault(TopicSettings.CleanupPolicy, "");
        if (cleanup != rule.Cleanup) faults.Add($"`{name}` has {TopicSettings.CleanupPolicy}={cleanup} and needs {rule.Cleanup}: {rule.CleanupReason}");
        var timestamps = config.GetValueOrDefault(TopicSettings.TimestampType, "");
        if (rule.NeedsLogAppendTime && timestamps != TopicRule.LogAppendTime)
            faults.Add($"`{name}` has {TopicSettings.TimestampType}={timestamps} and needs {TopicRule.LogAppendTime}: {TopicRule.LogAppendTimeReason}");
        if (declared.Writers.Contains(TopicTopology.StreamRole) && MaxMessageBytes(config) is { } bytes && bytes < batchBytes)
            faults.Add($"`{name}` has {TopicSettings.MaxMessageBytes}={bytes} and needs {batchBytes} or more: the producer makes batches of that size, and one that is refused aborts the transaction of its neighbours");
        else if (MaxMessageBytes(config) is { } most && most < rule.LeastMessageBytes)
            faults.Add($"`{name}` has {TopicSettings.MaxMessageBytes}={most} and needs {rule.LeastMessageBytes} or more: the rows of a chunk may grow to that");
    }

    private static void CheckDeadLetters(List<(TopicDeclaration Declared, ExistingTopic Topic)> present, List<string> faults)
    {
        var intents = present.Find(pair => pair.Declared.Name == TopicRule.Intents).Topic;
        var letters = present.Find(pair => pair.Declared.Name == TopicRule.DeadLetters).Topic;
        if (intents?.Config is not { } input || letters?.Config is not { } output || MaxMessageBytes(input) is not { } most || MaxMessageBytes(output) is not { } bytes) return;
        if (bytes < most + DeadLetterHeadroomBytes)
            faults.Add($"`{letters.Name}` has {TopicSettings.MaxMessageBytes}={bytes} and needs {most + DeadLetterHeadroomBytes} or more: the largest record of `{intents.Name}` must fit with headers on top");
    }

    /// <summary>Finds the largest batch that a topic takes.</summary>
    /// <param name="config">The topic's settings.</param>
    /// <returns>The bytes; <see langword="null"/>: the settings do not say.</returns>
    internal static long? MaxMessageBytes(IReadOnlyDictionary<string, string> config) =>
        config.TryGetValue(TopicSettings.MaxMessageBytes, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;
}
