using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>Says patterns of names with Cedar's `like`, whose `*` stands for any run at all, as `**` does with us.</summary>
internal static class CedarGlob
{
    /// <summary>Why a pattern was refused.</summary>
    public const string Refusal = "Cedar cannot say a pattern that has both * and **";

    private const string Separators = "./:";

    /// <summary>Says that a text matches one of these patterns.</summary>
    /// <returns>The expression; <see langword="null"/>: a pattern mixes `*` and `**`, which Cedar cannot say.</returns>
    public static string? TryMatchAny(string subject, IReadOnlyCollection<NameGlob> globs)
    {
        var parts = new List<string>();
        var exact = globs.Where(glob => glob.IsExact).Select(glob => glob.Text).ToList();
        if (exact.Count == 1) parts.Add($"{subject} == {CedarText.Quote(exact[0])}");
        else if (exact.Count > 1) parts.Add($"{CedarText.Set(exact)}.contains({subject})");
        foreach (var glob in globs.Where(glob => !glob.IsExact))
        {
            if (TryMatch(subject, glob) is not { } part) return null;
            parts.Add(part);
        }

        return CedarText.Or(parts);
    }

    /// <summary>
    /// Says that a text matches one pattern. For `a*.*b` the run between `a` and `b` may have one point and neither `/` nor `:`: with every
    /// separator that stands between the wildcards counted, none is left for the wildcards themselves.
    /// </summary>
    private static string? TryMatch(string subject, NameGlob glob)
    {
        if (glob.IsAny) return CedarText.True;
        if (glob.Text.Contains("**", StringComparison.Ordinal))
        {
            var rest = glob.Text.Replace("**", "", StringComparison.Ordinal);
            return rest.Contains('*') ? null : Like(subject, glob.Text.Replace("**", "*", StringComparison.Ordinal));
        }

        var literals = glob.Text.Split('*');
        var tooMany = Separators.Select(separator =>
        {
            var inside = literals[1..^1].Sum(literal => literal.Count(character => character == separator));
            var runs = string.Concat(Enumerable.Repeat($"*{separator}", inside + 1));
            return CedarText.Not(Like(subject, $"{literals[0]}{runs}*{literals[^1]}"));
        });
        return CedarText.And([Like(subject, glob.Text), .. tooMany]);
    }

    private static string Like(string subject, string pattern) => $"{subject} like \"{pattern}\"";
}
