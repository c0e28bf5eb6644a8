using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;
using Aegis.Streams.Cli;
using Aegis.Streams.Cli.Connections;

namespace Aegis.Streams.Tests.Repository;

/// <summary>Writes the reference of the command line as a document, from the parser itself.</summary>
internal sealed class CliReference
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);

    /// <summary>Writes the sections of the options that verbs share and of each verb.</summary>
    public static string Write(RootCommand root)
    {
        var reference = new CliReference();
        var (globals, connections) = (new Command("globals"), new Command("connections"));
        new GlobalOptions().AddTo(globals);
        new ConnectionOptions().AddTo(connections);
        reference.WriteShared("Options of every verb", globals);
        reference.WriteShared("Options of verbs that work with a cluster", connections);
        reference._text.Append("## Verbs\n\n");
        foreach (var verb in Leaves(root)) reference.WriteVerb(verb);
        return reference._text.ToString().TrimEnd('\n') + "\n";
    }

    public static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.Where(inner => !inner.Hidden).SelectMany(Leaves);

    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{PathOf(parent)} {command.Name}" : $"aegis {command.Name}";

    private void WriteShared(string title, Command command)
    {
        _text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        WriteOptions(command.Options);
        foreach (var option in command.Options) _shared.Add(option.Name);
    }

    private void WriteVerb(Command verb)
    {
        var words = new StringBuilder(PathOf(verb));
        foreach (var argument in verb.Arguments.Where(argument => !argument.Hidden))
            words.Append(CultureInfo.InvariantCulture, $" {(argument.Arity.MinimumNumberOfValues == 0 ? $"[{NameOf(argument)}]" : NameOf(argument))}");
        _text.Append(CultureInfo.InvariantCulture, $"### `{words}`\n\n{verb.Description}\n\n");
        foreach (var argument in verb.Arguments.Where(argument => !argument.Hidden && argument.Description is not null))
            _text.Append(CultureInfo.InvariantCulture, $"`{NameOf(argument)}`: {argument.Description}\n\n");
        WriteOptions(verb.Options.Where(option => !_shared.Contains(option.Name) && option is not HelpOption));
        if (verb is not Verb { Examples.Count: > 0 } withExamples) return;
        foreach (var example in withExamples.Examples) _text.Append(CultureInfo.InvariantCulture, $"    {example}\n");
        _text.Append('\n');
    }

    private void WriteOptions(IEnumerable<Option> options)
    {
        var shown = options.Where(option => !option.Hidden).ToList();
        if (shown.Count == 0) return;
        _text.Append("| option | meaning |\n|---|---|\n");
        foreach (var option in shown)
        {
            var names = string.Join(", ", option.Aliases.Prepend(option.Name).Select(name => $"`{name}`"));
            var value = option.HelpName is { } help ? $" {Escape(help)}" : "";
            _text.Append(CultureInfo.InvariantCulture, $"| {names}{value} | {Escape(option.Description ?? "")}{DefaultOf(option)} |\n");
        }

        _text.Append('\n');
    }

    private static string DefaultOf(Option option)
    {
        if (!option.HasDefaultValue || option.ValueType == typeof(bool)) return "";
        var several = option.GetDefaultValue() is Array values ? values.Cast<object?>() : [option.GetDefaultValue()];
        var value = string.Join("`, `", several.Select(each => Convert.ToString(each, CultureInfo.InvariantCulture)));
        return string.IsNullOrEmpty(value) ? "" : $" Default: `{value}`.";
    }

    private static string NameOf(Argument argument) => argument.HelpName ?? argument.Name.ToUpperInvariant();

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
