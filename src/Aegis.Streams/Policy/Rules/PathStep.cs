using System.Buffers;

namespace Aegis.Streams.Policy.Rules;

/// <summary>One step of a path: into a member by name, or into every item of an array.</summary>
public readonly record struct PathStep
{
    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private PathStep(string? name) => Name = name;

    /// <summary>Gets the step into every item of an array.</summary>
    public static PathStep EachItem { get; } = new(null);

    /// <summary>Gets the member's name; <see langword="null"/>: every item of an array.</summary>
    public string? Name { get; }

    /// <summary>Gets a value indicating whether it is the step into every item of an array.</summary>
    public bool IsEachItem => Name is null;

    /// <summary>Gets a value indicating whether the name needs no quotes.</summary>
    public bool IsPlainName => Name is { Length: > 0 } name && !name.AsSpan().ContainsAnyExcept(PlainCharacters);

    /// <summary>Makes the step into a member.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The step.</returns>
    public static PathStep Member(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Name is null ? "[*]" : IsPlainName ? Name : $"[{JsonText.Quote(Name)}]";

    /// <summary>Takes a step off a text.</summary>
    /// <returns>The step; <see langword="null"/>: the text does not go on with one.</returns>
    internal static PathStep? TryTake(ref ReadOnlySpan<char> text, bool isFirst)
    {
        if (text.StartsWith("[*]"))
        {
            text = text[3..];
            return isFirst ? null : EachItem;
        }

        if (text.StartsWith("[\"")) return TakeQuoted(ref text);
        if (!isFirst)
        {
            if (text.IsEmpty || text[0] != '.') return null;
            text = text[1..];
        }

        var length = text.IndexOfAnyExcept(PlainCharacters);
        if (length < 0) length = text.Length;
        if (length == 0) return null;
        var name = text[..length].ToString();
        text = text[length..];
        return new PathStep(name);
    }

    private static PathStep? TakeQuoted(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOf("\"]");
        while (end > 0 && IsEscaped(text, end))
        {
            var next = text[(end + 1)..].IndexOf("\"]");
            end = next < 0 ? -1 : end + 1 + next;
        }

        if (end < 2 || JsonText.TryUnquote(text[1..(end + 1)]) is not { } name) return null;
        text = text[(end + 2)..];
        return new PathStep(name);
    }

    private static bool IsEscaped(ReadOnlySpan<char> text, int quote)
    {
        var backslashes = 0;
        while (text[quote - 1 - backslashes] == '\\') backslashes++;
        return backslashes % 2 == 1;
    }
}
