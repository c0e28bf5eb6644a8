using System.Buffers;

namespace Aegis.Streams.Identity;

/// <summary>The form of the names of tenants and agents.</summary>
internal static class AgentNames
{
    public const string Rule = "must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit";

    /// <summary>The rule as a pattern of ECMA-262.</summary>
    public const string Pattern = "^[a-z0-9][a-z0-9._-]{0,63}$";

    private const int MaxLength = 64;
    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength && char.IsAsciiLetterOrDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(Characters);
}
