using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Cli.Up;

namespace Aegis.Streams.Cli.Topics;

/// <summary>`aegis topology`: shows what flows where.</summary>
internal static class TopologyCommand
{
    private const string Json = "json";
    private const string Mermaid = "mermaid";

    /// <summary>Makes the group of verbs.</summary>
    /// <param name="connections">The options that name the prefix.</param>
    /// <returns>The group.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var topologies = new TopologyOptions();
        var format = new ChoiceOption("--format", "How to show it.", "text", Json, Mermaid);
        var describe = new Verb("describe", "Show the topics, the stages that read and write them, and who else may. Needs no cluster.")
        {
            Examples = ["aegis topology describe", "aegis topology describe --format mermaid > topology.mmd"],
        };
        describe.Add(format);
        var engine = new ChoiceOption("--engine", "Whose words to use: those of Aegis, or the description of the topology by Streamiz, as text.", EngineNames.All);
        describe.Add(engine);
        describe.Add(connections.Prefix);
        topologies.AddTo(describe);
        describe.Runs(run =>
        {
            if (run.Value(engine) == EngineNames.Streamiz)
            {
                if (run.IsJson || run.Value(format) != "text") throw CliRefusalException.Usage("--engine streamiz is described as text only; leave --format and --json away");
                run.Data.Write(StreamizDescription.Of(run.Value(connections.Prefix)));
                return ExitCodes.Done;
            }

            var topology = topologies.Load(run, connections);
            if (run.IsJson || run.Value(format) == Json) TopologyJson.Write(run.Data, topology);
            else if (run.Value(format) == Mermaid) TopologyMermaid.Write(run.Data, topology);
            else TopologyText.Write(run.Data, topology);
            return ExitCodes.Done;
        });
        return new Verb("topology", "Show how intents flow through topics and stages.") { describe };
    }
}
