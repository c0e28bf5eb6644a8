using System.Text;
using Aegis.Streams.Cli;

namespace Aegis.Streams.Tests.Cli;

/// <summary>A command line in this process: its surroundings, and what it said.</summary>
internal sealed class CliScene
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    public CliScene() => Variables["AEGIS_HOME"] = Path.GetTempPath();

    public Dictionary<string, string> Variables { get; } = [];

    public bool IsTerminal { get; init; }

    public Stream Input { get; init; } = Stream.Null;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public MemoryStream Bytes { get; } = new();

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public int Run(params string[] args) => Run(CancellationToken.None, args);

    public int Run(CancellationToken stopping, params string[] args) => AegisCli.RunAsync(args, Host(), stopping).GetAwaiter().GetResult();

    public CliHost Host() => new()
    {
        Input = Input,
        Output = new StringWriter(_output),
        OutputBytes = Bytes,
        Error = new StringWriter(_error),
        IsOutputTerminal = IsTerminal,
        IsErrorTerminal = IsTerminal,
        Width = 120,
        Time = Time,
        Variable = name => Variables.GetValueOrDefault(name),
    };
}
