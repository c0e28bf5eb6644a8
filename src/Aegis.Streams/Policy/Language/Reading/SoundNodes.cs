using System.Collections.Immutable;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Reads values out of mappings that have their shape.</summary>
internal static class SoundNodes
{
    public static string? Text(this YamlMapping mapping, string key) => mapping.Find(key) is YamlScalar scalar ? scalar.Text : null;

    public static bool Says(this YamlMapping mapping, string key, string word) => mapping.Find(key) is YamlScalar scalar && scalar.Text == word;

    public static bool? Truth(this YamlMapping mapping, string key) => mapping.Find(key) is YamlScalar scalar ? scalar.Text == "true" : null;

    public static int? Integer(this YamlMapping mapping, string key) =>
        mapping.Find(key) is YamlScalar scalar && NodeTypes.TryInteger(scalar, out var number) ? number : null;

    public static ExactDecimal? Number(this YamlMapping mapping, string key) =>
        mapping.Find(key) is YamlScalar scalar && NodeTypes.TryNumber(scalar, out var number) ? number : null;

    public static TimeSpan? Duration(this YamlMapping mapping, string key) =>
        mapping.Find(key) is YamlScalar scalar && DurationText.TryParse(scalar.Text, out var duration) ? duration : null;

    public static InstantBound? Instant(this YamlMapping mapping, string key) =>
        mapping.Find(key) is YamlScalar scalar && InstantText.TryParse(scalar.Text, out var bound) ? bound : null;

    public static ParameterPath? Path(this YamlMapping mapping, string key) =>
        mapping.Find(key) is YamlScalar scalar && ParameterPath.TryParse(scalar.Text, out var path) ? path : null;

    /// <summary>Gets the items of a list, or the one item that stands without a list.</summary>
    public static ImmutableArray<YamlNode> Items(this YamlMapping mapping, string key) => mapping.Find(key) switch
    {
        null => [],
        YamlSequence sequence => sequence.Items,
        { } single => [single],
    };

    public static IEnumerable<string> Texts(this YamlMapping mapping, string key) => mapping.Items(key).Select(item => ((YamlScalar)item).Text);

    public static ImmutableArray<NameGlob> Globs(this YamlMapping mapping, string key) =>
        CanonicalSets.Of(mapping.Texts(key).Select(text => NameGlob.TryParse(text, out var glob) ? glob : throw Unsound(text)));

    public static ImmutableArray<ParameterPath> Paths(this YamlMapping mapping, string key) =>
        CanonicalSets.Of(mapping.Texts(key).Select(text => ParameterPath.TryParse(text, out var path) ? path : throw Unsound(text)));

    private static InvalidOperationException Unsound(string text) => new($"`{text}` was read before its shape was checked.");
}
