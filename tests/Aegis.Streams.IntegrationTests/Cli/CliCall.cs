using System.Text;
using Aegis.Streams.Cli;

namespace Aegis.Streams.IntegrationTests.Cli;

/// <summary>A command line that runs in this process.</summary>
internal sealed class CliCall : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task<int> _run;

    public CliCall(string input, params string[] args)
    {
        var home = Root();
        var host = new CliHost
        {
            Input = new MemoryStream(Encoding.UTF8.GetBytes(input)),
            Output = Output,
            Error = Error,
            Variable = name => name == "AEGIS_HOME" ? home : null,
        };
        _run = Task.Run(() => AegisCli.RunAsync(args, host, _stopping.Token));
    }

    public WatchedWriter Output { get; } = new();

    public WatchedWriter Error { get; } = new();

    /// <summary>The root of the repository.</summary>
    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Aegis.Streams.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    public void Stop() => _stopping.Cancel();

    public int ExitCode()
    {
        Assert.True(_run.Wait(Patience), $"The command line does not end; it said: {Error}");
        return _run.Result;
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _run.Wait(Patience);
        _stopping.Dispose();
    }
}
