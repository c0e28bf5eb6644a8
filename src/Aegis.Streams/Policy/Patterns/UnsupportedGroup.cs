using System.Buffers;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>Explains why a group that begins with `(?` is refused.</summary>
internal static class UnsupportedGroup
{
    private static readonly (string Opening, string Reason)[] Reasons =
    [
        ("(?=", "is look-ahead, which is not supported; add a second constraint instead"),
        ("(?!", "is look-ahead, which is not supported; add a second constraint instead"),
        ("(?<=", "is look-behind, which is not supported; add a second constraint instead"),
        ("(?<!", "is look-behind, which is not supported; add a second constraint instead"),
        ("(?P=", "is a back-reference, which cannot be matched in linear time; write the alternatives out"),
        ("(?P", "names a group, which is not supported; write `(?:`"),
        ("(?<", "names a group, which is not supported; write `(?:`"),
        ("(?'", "names a group, which is not supported; write `(?:`"),
        ("(?>", "is an atomic group, which is not supported; write `(?:`"),
        ("(?|", "resets the numbers of groups, which is not supported; write `(?:`"),
        ("(?(", "is a condition, which is not supported; write both cases as alternatives"),
        ("(?#", "is a comment, which is not supported; write it beside the pattern"),
    ];

    private static readonly (char Flag, string WayOut)[] Flags =
    [
        ('i', "write both cases, such as `[kK]`"),
        ('s', "write `[\\s\\S]` for any character with line feeds"),
        ('m', "`^` and `$` always mean the whole value here; remove it"),
        ('x', "write the pattern without blanks and comments"),
        ('n', "groups capture nothing here; remove it"),
        ('U', "only whether a value matches counts here; remove it"),
    ];

    private static readonly SearchValues<char> FlagLetters = SearchValues.Create("imsnxUJ-");

    /// <summary>Says what is wrong with the group.</summary>
    /// <param name="text">The pattern, at the parenthesis.</param>
    /// <returns>A message with the way out.</returns>
    public static string Explain(PatternText text)
    {
        foreach (var (opening, reason) in Reasons)
            if (text.StartsWith(opening)) return $"`{opening}` {reason}";
        var construct = text.UpTo(text.Offset, ')', ':');
        var letters = construct.AsSpan(2).TrimEnd([')', ':']);
        if (letters.IsEmpty || letters.ContainsAnyExcept(FlagLetters)) return "`(?` is not supported; write `(?:` for a group, or `\\(` for the character itself";
        foreach (var (flag, wayOut) in Flags)
            if (letters.Contains(flag)) return $"`{construct}` is not supported; {wayOut}";
        return $"`{construct}` is not supported; write `(?:` for a group";
    }
}
