using Aegis.Streams.Policy.Diagnostics;

namespace Aegis.Streams.Yaml;

/// <summary>A scalar.</summary>
/// <param name="Text">Its text, without quotes.</param>
/// <param name="Type">What it is.</param>
/// <param name="IsPlain">Whether it has no quotes and is no block of text.</param>
/// <param name="Place">The scalar with its quotes; of a block of text its header; of an absent value the place where it would stand.</param>
internal sealed record YamlScalar(string Text, ScalarType Type, bool IsPlain, TextPlace Place) : YamlNode(Place)
{
    private const int MaxShown = 40;

    public override string Kind => IsNull ? "nothing" : !IsPlain ? "a text" : $"`{Shorten(Text)}`";

    public bool IsNull => Type == ScalarType.Null;

    /// <summary>Makes a text fit to be quoted in a message of one line.</summary>
    /// <returns>The text or its start, without characters that a terminal would obey or hide.</returns>
    public static string Shorten(string text)
    {
        if (text.Length > MaxShown) text = $"{text[..(char.IsHighSurrogate(text[MaxShown - 1]) ? MaxShown - 1 : MaxShown)]}...";
        return VisibleText.Of(text);
    }
}
