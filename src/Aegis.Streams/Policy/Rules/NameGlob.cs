using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.Policy.Rules;

/// <summary>
/// A name of an agent, tenant, group, role, tool or action, or a pattern of such names: `*` stands for any run of characters but
/// `.`, `/` and `:`, `**` for any run at all. Everything else stands for itself, byte for byte.
/// </summary>
public sealed class NameGlob : IEquatable<NameGlob>
{
    /// <summary>The longest text.</summary>
    public const int MaxLength = 128;

    /// <summary>The form in words.</summary>
    public const string Rule = "must be 1 to 128 characters of A-Z a-z 0-9 . _ / : - with * or ** as wildcards, at most 4 of them";

    /// <summary>The form as a pattern of ECMA-262.</summary>
    public const string Form = "^[A-Za-z0-9._/:*-]{1,128}$";

    private const int MaxWildcards = 4;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/:-*");

    private static readonly SearchValues<char> Separators = SearchValues.Create("./:");

    private NameGlob(string text)
    {
        Text = text;
        IsExact = !text.Contains('*');
    }

    /// <summary>Gets the pattern of every name.</summary>
    public static NameGlob Any { get; } = new("**");

    /// <summary>Gets the text.</summary>
    public string Text { get; }

    /// <summary>Gets a value indicating whether it has no wildcard, so that it matches one name.</summary>
    public bool IsExact { get; }

    /// <summary>Gets a value indicating whether it matches every name.</summary>
    public bool IsAny => Text == "**";

    /// <summary>Reads a name or pattern.</summary>
    /// <param name="text">The text.</param>
    /// <param name="glob">The pattern.</param>
    /// <returns>Whether it follows <see cref="Rule"/>.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out NameGlob? glob)
    {
        glob = null;
        if (text.Length is 0 or > MaxLength || text.AsSpan().ContainsAnyExcept(Characters) || text.Contains("***", StringComparison.Ordinal)) return false;
        if (text.Replace("**", "*", StringComparison.Ordinal).Count(c => c == '*') > MaxWildcards) return false;
        glob = new NameGlob(text);
        return true;
    }

    /// <summary>Says whether a name matches.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether it does.</returns>
    public bool Matches(string name) => IsExact ? name == Text : IsAny || Matches(Text, name);

    /// <inheritdoc/>
    public bool Equals(NameGlob? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NameGlob);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        while (true)
        {
            var star = pattern.IndexOf('*');
            if (star < 0) return pattern.SequenceEqual(name);
            if (name.Length < star || !pattern[..star].SequenceEqual(name[..star])) return false;
            name = name[star..];
            var isDeep = pattern.Length > star + 1 && pattern[star + 1] == '*';
            pattern = pattern[(star + (isDeep ? 2 : 1))..];
            var reach = isDeep ? -1 : name.IndexOfAny(Separators);
            if (reach < 0) reach = name.Length;
            if (pattern.IsEmpty) return reach == name.Length;
            return MatchesWithin(pattern, name, reach);
        }
    }

    /// <summary>Tries every length of what a wildcard stands for. Four wildcards over 128 characters bound the work.</summary>
    private static bool MatchesWithin(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name, int reach)
    {
        for (var taken = 0; taken <= reach; taken++)
            if (Matches(pattern, name[taken..])) return true;
        return false;
    }
}
