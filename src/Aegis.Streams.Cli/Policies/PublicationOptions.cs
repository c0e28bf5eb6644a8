using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Policies;

/// <summary>The options of verbs that publish.</summary>
internal sealed class PublicationOptions(ConnectionOptions connections)
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30);

    public ConnectionOptions Connections => connections;

    public Option<string> Key { get; } = new("--key") { Description = "The private key that signs, a PEM file that only its owner can read.", HelpName = "FILE", Required = true };

    public Option<string> Message { get; } = new("--message", "-m") { Description = "Why, for the history.", HelpName = "TEXT", DefaultValueFactory = _ => "" };

    public Option<string?> Author { get; } = new("--author") { Description = "Who publishes, for the history. Default: the user of this process.", HelpName = "NAME" };

    public PolicyKeyOption Keys { get; } = new("Trust these keys too, besides the one that signs");

    public Option<string?> Parent { get; } = new("--parent")
    {
        Description = "Publish only if this publication is the active one, as seen when the change was made: its id, or the first 8 digits of it and more, or `none`. Publications of unknown keys hold up nobody who says so. Default: whichever is active.",
        HelpName = "ID",
    };

    public Option<bool> AllowEmpty { get; } = new("--allow-empty") { Description = "Publish the set even if it has no rules: every intent of every agent is denied then, and no instance is ready." };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Say what would be published, and write nothing." };

    public DurationOption Wait { get; } = new("--wait", "How long to wait for the cluster, and for the log to tell what became of the publication.", UsualWait);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Key, Keys, Message, Author, Parent, AllowEmpty, DryRun, Wait }) command.Add(option);
        connections.AddTo(command);
    }

    /// <summary>Finds the author.</summary>
    /// <exception cref="CliRefusalException">There is none, or it is too long.</exception>
    public string AuthorOf(CommandRun run)
    {
        var author = run.Value(Author) ?? run.Host.Variable("USER") ?? run.Host.Variable("USERNAME");
        return author is { Length: > 0 and <= PublicationLimits.MaxAuthorLength } ? author : throw CliRefusalException.Usage("who publishes is not known, or has more than 256 characters; say it with --author NAME");
    }

    /// <summary>Finds the message.</summary>
    /// <exception cref="CliRefusalException">It is too long.</exception>
    public string MessageOf(CommandRun run) =>
        run.Value(Message) is { Length: <= PublicationLimits.MaxMessageLength } message ? message : throw CliRefusalException.Usage("--message must have at most 4,096 characters");
}
