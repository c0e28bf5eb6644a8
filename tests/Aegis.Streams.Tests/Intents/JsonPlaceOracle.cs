using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Tests.Intents;

/// <summary>Where the oracle stands, and which names the open objects have had.</summary>
internal sealed class JsonPlaceOracle(string root)
{
    private readonly Stack<Level> _levels = new();

    public bool EnterName(ref Utf8JsonReader reader)
    {
        var level = _levels.Peek();
        level.LastName = reader.GetString()!;
        return level.Names.Add(level.LastName);
    }

    public void NextItem()
    {
        if (_levels.TryPeek(out var level)) level.Items++;
    }

    public void Enter(bool isArray) => _levels.Push(new Level(isArray));

    public void Leave() => _levels.Pop();

    public override string ToString()
    {
        var path = new StringBuilder(root);
        foreach (var level in _levels.Reverse())
        {
            if (level.IsArray) path.Append(CultureInfo.InvariantCulture, $"[{Math.Max(level.Items - 1, 0)}]");
            else if (level.LastName is { } name) path.Append('.').Append(IsShown(name) ? name : "*");
        }

        return path.ToString();
    }

    private static bool IsShown(string name) =>
        name.Length is > 0 and <= 32 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')
        && name.Any(char.IsAsciiLetter) && name.Count(char.IsAsciiDigit) <= 4 && (name.Length < 16 || name.Any(char.IsAsciiLetterLower));

    private sealed class Level(bool isArray)
    {
        public bool IsArray { get; } = isArray;

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public string? LastName { get; set; }

        public int Items { get; set; }
    }
}
