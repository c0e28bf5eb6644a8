using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.Cli.Topics;

/// <summary>`aegis topics`: compares the topics of a cluster with their declaration, and creates what is missing.</summary>
/// <param name="connections">The options of the connection.</param>
/// <param name="topologies">The options of the topology.</param>
internal sealed class TopicsCommand(ConnectionOptions connections, TopologyOptions topologies)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes the group of verbs.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The group.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var topologies = new TopologyOptions();
        var verbs = new TopicsCommand(connections, topologies);
        var group = new Verb("topics", "Plan, create and check the topics that Aegis needs. Nothing is ever deleted or altered.") { verbs.Plan(), verbs.Apply(), verbs.Check() };
        connections.AddTo(group);
        topologies.AddTo(group);
        return group;
    }

    private Verb Plan()
    {
        var acls = new Option<bool>("--acls") { Description = "Print the commands that give each principal its rights, and no more. Needs no cluster." };
        var verb = new Verb("plan", "Show what would be created, and every setting that deviates with the command that would change it.")
        {
            Examples =
            [
                "aegis topics plan --bootstrap-servers localhost:9092",
                "aegis topics plan --acls --topology ours.yaml > acls.sh",
            ],
        };
        verb.Add(acls);
        return verb.Runs(run =>
        {
            if (!run.Value(acls))
            {
                var (plan, _) = Compare(run);
                PlanOutput.Write(run, plan);
                return Tell(run, plan) ? ExitCodes.Done : ExitCodes.Incomplete;
            }

            AccessOutput.Write(run, topologies.Load(run, connections), new ConnectionResolver(connections).FindNamed(run));
            return ExitCodes.Done;
        });
    }

    private Verb Apply()
    {
        var rehearsal = new Option<bool>("--dry-run") { Description = "Let the cluster say what it would refuse, and create nothing." };
        var verb = new Verb("apply", "Create the topics that are missing. What exists stays as it is.")
        {
            Examples =
            [
                "aegis topics apply --bootstrap-servers localhost:9092",
                "aegis topics apply --dry-run --tasks 24",
            ],
        };
        verb.Add(rehearsal);
        return verb.Runs(run => Apply(run, run.Value(rehearsal)));
    }

    private Verb Check() => new Verb("check", "Say whether the topics of a cluster are as declared: exit code 0, or 2.")
    {
        Examples = ["aegis topics check && aegis up"],
    }.Runs(run =>
    {
        var (plan, _) = Compare(run);
        PlanOutput.Write(run, plan);
        return Tell(run, plan) && plan.IsFulfilled ? ExitCodes.Done : ExitCodes.Incomplete;
    });

    private int Apply(CommandRun run, bool isRehearsal)
    {
        var (plan, connection) = Compare(run);
        if (connection.IsEmbedded) throw CliRefusalException.Fault("the embedded broker has no administration: its topics are created when it starts; restart `aegis up --embedded` for another topology");
        if (!plan.Faults.IsEmpty) throw CliRefusalException.Fault(string.Join("; ", plan.Faults));
        var missing = plan.Topics.Where(topic => topic.Change == TopicChange.Create).Select(topic => topic.Wanted).ToList();
        using var admin = new TopicAdmin(connection);
        try
        {
            admin.Create(missing, CallTimeout, isRehearsal);
        }
        catch (StreamClientException fault)
        {
            throw CliRefusalException.Fault(fault.Message, fault);
        }

        if (isRehearsal) PlanOutput.Write(run, plan);
        else plan = AwaitCreated(run, admin, connection, missing);
        Tell(run, plan);
        run.Talk.Note(isRehearsal ? $"{missing.Count} would be created" : $"{missing.Count} created", Ink.Dim);
        return plan.Topics.Any(topic => topic.Change == TopicChange.Deviates) ? ExitCodes.Incomplete : ExitCodes.Done;
    }

    /// <summary>The controller has created the topics; brokers hear of them a moment later.</summary>
    private TopicPlan AwaitCreated(CommandRun run, TopicAdmin admin, KafkaConnection connection, List<NewTopic> created)
    {
        var topology = topologies.Load(run, connections);
        var started = run.Host.Time.GetTimestamp();
        while (true)
        {
            var plan = TopicPlan.Make(topology, Describe(admin, topology), connection);
            if (plan.Topics.All(topic => topic.Change != TopicChange.Create))
            {
                PlanOutput.Write(run, plan, created.Select(topic => topic.Name).ToHashSet());
                return plan;
            }

            if (run.Host.Time.GetElapsedTime(started) > CallTimeout) throw CliRefusalException.Fault($"the topics were created, and brokers do not show them after {CallTimeout.TotalSeconds:0} s; see `aegis topics check`");
            if (run.Stopping.WaitHandle.WaitOne(Pause)) throw new OperationCanceledException(run.Stopping);
        }
    }

    private (TopicPlan Plan, KafkaConnection Connection) Compare(CommandRun run)
    {
        var topology = topologies.Load(run, connections);
        var connection = new ConnectionResolver(connections).Connect(run);
        using var admin = new TopicAdmin(connection);
        var actual = Describe(admin, topology);
        if (run.Value(topologies.Replication) is { } copies && copies > actual.Brokers)
            throw CliRefusalException.Fault($"--replication {copies} needs {copies} brokers, and the cluster at {connection.BootstrapServers} has {actual.Brokers}; leave the option out for as many copies as there are brokers");
        return (TopicPlan.Make(topology, actual, connection), connection);
    }

    private static ClusterTopics Describe(TopicAdmin admin, TopicTopology topology)
    {
        try
        {
            return admin.Describe([.. topology.Topics.Select(topology.NameOf)], CallTimeout);
        }
        catch (StreamClientException fault)
        {
            throw CliRefusalException.Fault(fault.Message, fault);
        }
    }

    /// <summary>Says what a person should know of a plan.</summary>
    /// <returns>Whether there are no faults.</returns>
    private static bool Tell(CommandRun run, TopicPlan plan)
    {
        foreach (var remark in plan.Remarks) run.Talk.Warn(remark);
        foreach (var fault in plan.Faults) run.Talk.Fault(fault);
        return plan.Faults.IsEmpty;
    }
}
