using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>Placeholder on this branch; the real one comes with the branch `patterns`.</summary>
public sealed class Pattern
{
    private Pattern(string text) => Text = text;

    /// <summary>Gets the source.</summary>
    public string Text { get; }

    /// <summary>Placeholder.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Pattern? pattern, [NotNullWhen(false)] out PatternFault? fault)
    {
        pattern = new Pattern(text);
        fault = null;
        return true;
    }

    /// <summary>Placeholder.</summary>
    public bool IsMatch(ReadOnlySpan<byte> utf8) => System.Text.RegularExpressions.Regex.IsMatch(System.Text.Encoding.UTF8.GetString(utf8), $"^(?:{Text})\\z");

    /// <summary>Placeholder.</summary>
    public bool IsFoundIn(ReadOnlySpan<byte> utf8) => System.Text.RegularExpressions.Regex.IsMatch(System.Text.Encoding.UTF8.GetString(utf8), Text);

    /// <summary>Placeholder.</summary>
    public string ToRe2() => $"^(?:{Text})$";

    /// <summary>Placeholder.</summary>
    public string ToRe2Search() => Text;
}
