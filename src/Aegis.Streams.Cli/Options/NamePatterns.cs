using System.Buffers;
using System.CommandLine.Parsing;

namespace Aegis.Streams.Cli.Options;

/// <summary>Checks options that hold names of Kafka's alphabet, before a broker refuses them.</summary>
internal static class NamePatterns
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Makes a check.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="maxLength">The longest name.</param>
    /// <param name="mark">A mark that may stand in it; empty: none.</param>
    /// <returns>The check.</returns>
    public static Action<OptionResult> Check(string option, int maxLength, string mark = "") => result =>
    {
        foreach (var token in result.Tokens)
        {
            var letters = mark.Length == 0 ? token.Value : token.Value.Replace(mark, "", StringComparison.Ordinal);
            if (token.Value.Length >= 1 && token.Value.Length <= maxLength && !letters.AsSpan().ContainsAnyExcept(Characters)) continue;
            var also = mark.Length == 0 ? "" : $", with {mark} where the tenant goes";
            result.AddError($"{option} must be 1 to {maxLength} characters of A-Z a-z 0-9 . _ -{also}, not `{token.Value}`");
        }
    };
}
