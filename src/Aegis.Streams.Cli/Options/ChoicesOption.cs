using System.CommandLine;
using System.CommandLine.Parsing;

namespace Aegis.Streams.Cli.Options;

/// <summary>An option that may be repeated, each value one of some words. The default is none.</summary>
internal sealed class ChoicesOption : Option<string[]>
{
    private readonly string[] _words;

    /// <summary>Initializes an option.</summary>
    /// <param name="name">Its name with dashes.</param>
    /// <param name="description">Its description.</param>
    /// <param name="words">The words.</param>
    public ChoicesOption(string name, string description, params string[] words)
        : base(name)
    {
        _words = words;
        Description = description;
        HelpName = string.Join('|', words);
        Arity = ArgumentArity.OneOrMore;
        CustomParser = Parse;
        DefaultValueFactory = _ => [];
        CompletionSources.Add(words);
    }

    private string[] Parse(ArgumentResult result)
    {
        foreach (var token in result.Tokens)
            if (!_words.Contains(token.Value)) result.AddError($"{Name} must be {string.Join(" or ", _words)}, not `{token.Value}`");
        return [.. result.Tokens.Select(token => token.Value)];
    }
}
