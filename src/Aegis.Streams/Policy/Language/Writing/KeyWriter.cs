using System.Collections.Immutable;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Writing;

/// <summary>Writes keys with their values, and leaves out those that have none.</summary>
internal static class KeyWriter
{
    public static void Write(this CanonicalJson json, string key, string? text)
    {
        if (text is null) return;
        json.Key(key);
        json.Text(text);
    }

    public static void Write(this CanonicalJson json, string key, ExactDecimal? number)
    {
        if (number is null) return;
        json.Key(key);
        json.Bare(number.Value.ToString());
    }

    public static void Write(this CanonicalJson json, string key, int? number)
    {
        if (number is null) return;
        json.Key(key);
        json.Bare(number.Value);
    }

    /// <summary>Writes a truth value if it is true.</summary>
    public static void WriteTrue(this CanonicalJson json, string key, bool isTrue)
    {
        if (!isTrue) return;
        json.Key(key);
        json.Bare("true");
    }

    public static void Write(this CanonicalJson json, string key, ImmutableArray<NameGlob> globs) => json.WriteTexts(key, CanonicalSets.Of(globs).Select(glob => glob.Text));

    public static void Write(this CanonicalJson json, string key, ImmutableArray<ParameterPath> paths) => json.WriteTexts(key, CanonicalSets.Of(paths).Select(path => path.Text));

    /// <summary>Writes texts in the order they have.</summary>
    public static void WriteTexts(this CanonicalJson json, string key, IEnumerable<string> texts)
    {
        using var items = texts.GetEnumerator();
        if (!items.MoveNext()) return;
        json.Key(key);
        json.OpenArray();
        do json.Text(items.Current);
        while (items.MoveNext());
        json.CloseArray();
    }
}
