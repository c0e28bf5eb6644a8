using System.CommandLine;

namespace Aegis.Streams.Cli;

/// <summary>The options of every verb.</summary>
internal sealed class GlobalOptions
{
    public Option<bool> Json { get; } = new("--json") { Description = "Give data as JSON, one object a line.", Recursive = true };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Say nothing but faults on the error stream.", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Show what the Kafka clients log, and the trace of a fault.", Recursive = true };

    public void AddTo(Command root)
    {
        root.Add(Json);
        root.Add(Quiet);
        root.Add(Verbose);
    }
}
