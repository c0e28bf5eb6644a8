using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Aegis.Streams.Cli.Options;

/// <summary>An option that holds a whole number between bounds.</summary>
internal sealed class NumberOption : Option<long?>
{
    private readonly long _least;
    private readonly long _most;

    /// <summary>Initializes an option.</summary>
    /// <param name="name">Its name with dashes.</param>
    /// <param name="description">Its description, which says what happens without it.</param>
    /// <param name="least">The least value.</param>
    /// <param name="most">The greatest value.</param>
    /// <param name="usual">The default; <see langword="null"/>: there is none.</param>
    public NumberOption(string name, string description, long least, long most = long.MaxValue, long? usual = null)
        : base(name)
    {
        (_least, _most) = (least, most);
        Description = description;
        HelpName = "N";
        CustomParser = Parse;
        if (usual is not null) DefaultValueFactory = _ => usual;
    }

    private long? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= _least && number <= _most) return number;
        var bounds = _most == long.MaxValue ? $"of {_least} and up" : $"from {_least} to {_most}";
        result.AddError($"{Name} must be a whole number {bounds}, not `{text}`");
        return null;
    }
}
