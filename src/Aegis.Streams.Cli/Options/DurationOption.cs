using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Aegis.Streams.Cli.Options;

/// <summary>An option that holds a time span, such as `30s`, `500ms` or `2m`; a bare number means seconds.</summary>
internal sealed class DurationOption : Option<TimeSpan>
{
    private const double MaxSeconds = 86_400;

    /// <summary>Initializes an option.</summary>
    /// <param name="name">Its name with dashes.</param>
    /// <param name="description">Its description.</param>
    /// <param name="usual">The default.</param>
    public DurationOption(string name, string description, TimeSpan usual)
        : base(name)
    {
        Description = description;
        HelpName = "TIME";
        CustomParser = Parse;
        DefaultValueFactory = _ => usual;
    }

    /// <summary>Reads a time span.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The span; <see langword="null"/>: the text is none, or longer than a day.</returns>
    public static TimeSpan? Read(string text)
    {
        var digits = text.AsSpan().TrimEnd("msh");
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        double? seconds = text[digits.Length..] switch
        {
            "" or "s" => number,
            "ms" => number / 1000,
            "m" => number * 60,
            "h" => number * 3600,
            _ => null,
        };
        return seconds is <= MaxSeconds ? TimeSpan.FromSeconds(seconds.Value) : null;
    }

    private TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Read(text) is { } span) return span;
        result.AddError($"{Name} must be a time such as 500ms, 30s or 2m, up to 24h, not `{text}`");
        return default;
    }
}
