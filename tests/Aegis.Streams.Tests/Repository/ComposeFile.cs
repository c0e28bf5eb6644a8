using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Aegis.Streams.Tests.Repository;

/// <summary>`docker-compose.yml` as a container engine reads it: merge keys applied, variables resolved to their defaults.</summary>
internal sealed partial class ComposeFile
{
    private readonly Dictionary<object, object> _root;

    private ComposeFile(string text)
    {
        Variables = [.. Variable().Matches(text).Select(match => (match.Groups["name"].Value, match.Groups["default"].Success))];
        var resolved = Variable().Replace(text, match => match.Groups["default"].Value).Replace("$$", "$", StringComparison.Ordinal);
        _root = new Deserializer().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(new StringReader(resolved))));
    }

    /// <summary>Gets the variables that it names, and whether they have a default.</summary>
    public IReadOnlyList<(string Name, bool HasDefault)> Variables { get; }

    public IReadOnlyDictionary<string, Dictionary<object, object>> Services =>
        Map(_root["services"]).ToDictionary(pair => (string)pair.Key, pair => Map(pair.Value));

    public IEnumerable<string> Volumes => Map(_root["volumes"]).Keys.Cast<string>();

    public static ComposeFile Load() => new(File.ReadAllText(RepositoryFiles.PathOf("docker-compose.yml")));

    public static Dictionary<object, object> Map(object? value) => value as Dictionary<object, object> ?? [];

    public static IEnumerable<string> Texts(Dictionary<object, object> owner, string name) =>
        owner.TryGetValue(name, out var value) ? ((List<object>)value).Cast<string>() : [];

    [GeneratedRegex(@"(?<!\$)\$\{(?<name>[A-Z_]+)(:-(?<default>[^}]*))?\}")]
    private static partial Regex Variable();
}
