using System.CommandLine;

namespace Aegis.Streams.Cli;

/// <summary>One verb of the command line, or a group of verbs.</summary>
/// <param name="name">The word that calls it.</param>
/// <param name="description">What it does, for its help; the first sentence is what the list of verbs shows.</param>
internal sealed class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Gets command lines that show its use, each with what it does after two spaces and `#`.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Gets what it does; <see langword="null"/>: it is a group.</summary>
    public Func<CommandRun, Task<int>>? Handler { get; private set; }

    /// <summary>Says what it does.</summary>
    /// <param name="handler">Gives the exit code.</param>
    /// <returns>The verb.</returns>
    public Verb Runs(Func<CommandRun, int> handler) => Runs(run => Task.FromResult(handler(run)));

    /// <summary>Says what it does.</summary>
    /// <param name="handler">Gives the exit code.</param>
    /// <returns>The verb.</returns>
    public Verb Runs(Func<CommandRun, Task<int>> handler)
    {
        Handler = handler;
        return this;
    }
}
