using System.CommandLine;
using System.CommandLine.Parsing;

namespace Aegis.Streams.Cli.Options;

/// <summary>An option whose value is one of some words.</summary>
internal sealed class ChoiceOption : Option<string>
{
    private readonly string[] _words;

    /// <summary>Initializes an option.</summary>
    /// <param name="name">Its name with dashes.</param>
    /// <param name="description">Its description.</param>
    /// <param name="words">The words; the first one is the default.</param>
    public ChoiceOption(string name, string description, params string[] words)
        : base(name)
    {
        _words = words;
        Description = description;
        HelpName = string.Join('|', words);
        CustomParser = Parse;
        DefaultValueFactory = _ => words[0];
        CompletionSources.Add(words);
    }

    private string Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!_words.Contains(text)) result.AddError($"{Name} must be {string.Join(" or ", _words)}, not `{text}`");
        return text;
    }
}
