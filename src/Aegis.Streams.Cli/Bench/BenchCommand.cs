using Aegis.Streams.Cli.Bench.Dlp;
using Aegis.Streams.Cli.Bench.Facade;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Connections;

namespace Aegis.Streams.Cli.Bench;

/// <summary>`aegis bench`: the group of benchmarks.</summary>
internal static class BenchCommand
{
    /// <summary>Makes the group.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The group.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var group = new Verb("bench", "Measure this version on this machine and cluster.");
        group.Add(StreamBenchCommand.Create(connections));
        group.Add(FacadeBenchCommand.Create());
        group.Add(DlpBenchCommand.Create());
        group.Add(LabelledCommand.Create());
        group.Add(new Verb(StreamBenchCommand.HostVerb, "The process under test.") { Hidden = true }.Runs(StreamHost.Run));
        group.Add(new Verb(EchoHost.Verb, "The floor beside a facade.") { Hidden = true }.Runs(EchoHost.RunAsync));
        return group;
    }
}
