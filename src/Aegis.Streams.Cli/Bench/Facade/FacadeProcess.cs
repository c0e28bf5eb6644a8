using System.Diagnostics;

namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>A facade that the benchmark starts itself: `aegis up --embedded` with the sample policies and tables, on a state folder of its own.</summary>
internal sealed class FacadeProcess : IDisposable
{
    private const string Listens = "The facade listens on ";
    private readonly WatchedProcess _process;

    private FacadeProcess(WatchedProcess process, Uri address, string token) => (_process, Address, Token) = (process, address, token);

    public Uri Address { get; }

    public string Token { get; }

    /// <summary>Starts it, and loads its tables.</summary>
    public static FacadeProcess Start(CommandRun run, string folder)
    {
        var process = new WatchedProcess("the facade", Own(
            "up", "--embedded", "--policies", Path.Combine(run.Host.Home, "policies", "demo"), "--roles", "streams,facade", "--async-reads", "--grpc-listen", "127.0.0.1:0", "--http-listen", "127.0.0.1:0", "--state-dir", folder));
        try
        {
            process.WaitFor("RUNNING");
            var line = process.WaitFor(Listens);
            var address = new Uri(line[(line.IndexOf(Listens, StringComparison.Ordinal) + Listens.Length)..].TrimEnd('.').Split(", ")[0]);
            LoadTables(run, folder);
            return new FacadeProcess(process, address, File.ReadAllText(Path.Combine(folder, "caller.token")).Trim());
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public void Dispose() => _process.Dispose();

    private static void LoadTables(CommandRun run, string folder)
    {
        foreach (var (table, file) in new[] { ("agents", "agents.jsonl"), ("catalog", "catalog.csv") })
        {
            using var load = new WatchedProcess($"aegis {table} load", Own(table, "load", Path.Combine(run.Host.Home, "topology", "samples", file), "--state-dir", folder));
            load.Finish();
        }
    }

    /// <summary>Describes a run that cannot find a cluster but by its state folder: the sample tables must never go into another one.</summary>
    private static ProcessStartInfo Own(params string[] words)
    {
        var start = OwnProgram.Start(words);
        start.Environment.Remove("AEGIS_BOOTSTRAP_SERVERS");
        return start;
    }
}
