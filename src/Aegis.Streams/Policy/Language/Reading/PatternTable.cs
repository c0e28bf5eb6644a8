using System.Diagnostics.CodeAnalysis;
using Aegis.Streams.Policy.Patterns;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>The patterns of a set, each prepared once: that takes far longer than reading it.</summary>
internal sealed class PatternTable
{
    private readonly Dictionary<string, Pattern> _patterns = new(StringComparer.Ordinal);

    /// <summary>Reads a pattern, or finds it.</summary>
    /// <returns>Whether the text is a pattern.</returns>
    public bool TryRead(string text, [NotNullWhen(true)] out Pattern? pattern, [NotNullWhen(false)] out PatternFault? fault)
    {
        fault = null;
        if (_patterns.TryGetValue(text, out pattern)) return true;
        if (!Pattern.TryParse(text, out pattern, out fault)) return false;
        _patterns.Add(text, pattern);
        return true;
    }
}
