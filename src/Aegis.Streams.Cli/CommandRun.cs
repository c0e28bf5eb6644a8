using System.CommandLine;
using Aegis.Streams.Cli.Terminal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Cli;

/// <summary>One run of a verb: what was asked for, and where answers go.</summary>
internal sealed class CommandRun
{
    private readonly ParseResult _arguments;

    public CommandRun(ParseResult arguments, GlobalOptions globals, CliHost host, CancellationToken stopping)
    {
        (_arguments, Host, Stopping) = (arguments, host, stopping);
        IsJson = arguments.GetValue(globals.Json);
        IsVerbose = arguments.GetValue(globals.Verbose);
        var isColorful = string.IsNullOrEmpty(host.Variable("NO_COLOR")) && host.Variable("TERM") != "dumb";
        Data = new Screen(host.Output, host.IsOutputTerminal, isColorful, host.Width);
        Talk = new Talk(new Screen(host.Error, host.IsErrorTerminal && isColorful, isColorful, host.Width), arguments.GetValue(globals.Quiet));
    }

    /// <summary>Gets the surroundings.</summary>
    public CliHost Host { get; }

    /// <summary>Gets the screen of data: what a program reads.</summary>
    public Screen Data { get; }

    /// <summary>Gets the talk: what a person reads.</summary>
    public Talk Talk { get; }

    /// <summary>Gets a value indicating whether data is wanted as JSON.</summary>
    public bool IsJson { get; }

    /// <summary>Gets a value indicating whether logs of clients and traces of faults are wanted.</summary>
    public bool IsVerbose { get; }

    /// <summary>Gets the token that a signal to end cancels. An <see cref="OperationCanceledException"/> of it ends the run as interrupted.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Gets the options of the verb itself.</summary>
    public IEnumerable<Option> Options => _arguments.CommandResult.Command.Options;

    /// <summary>Finds the value of an option.</summary>
    public T Value<T>(Option<T> option) => _arguments.GetValue(option)!;

    /// <summary>Finds the value of an argument.</summary>
    public T Value<T>(Argument<T> argument) => _arguments.GetValue(argument)!;

    /// <summary>Says whether an option was given and not left at its default.</summary>
    public bool IsGiven(Option option) => _arguments.GetResult(option) is { Implicit: false };

    /// <summary>Gets the logger of a verb's clients: silent unless logs are wanted.</summary>
    public ILogger ClientLogger() => IsVerbose
        ? new TalkLogger(Talk, LogFormat.Text, "clients", new LogThreshold(LogLevel.Information), Host.Time)
        : NullLogger.Instance;
}
