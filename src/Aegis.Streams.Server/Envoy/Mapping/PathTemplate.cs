using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>A pattern of paths, such as `/v1/quotes/{quote}` or `/v1/crm/**`: matched segment by segment, each decoded.</summary>
internal sealed class PathTemplate
{
    /// <summary>The rule in words.</summary>
    public const string Rule = "must be like /v1/quotes/{quote} or /v1/crm/**: segments of A-Z a-z 0-9 . _ ~ -, names in braces, each once, and ** only at the end";

    private const string Rest = "**";
    private const int MaxLength = 1024;
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");
    private static readonly SearchValues<char> LiteralCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-");

    private readonly ImmutableArray<string> _segments;
    private readonly bool _hasRest;

    private PathTemplate(string text, ImmutableArray<string> segments, bool hasRest) => (Text, _segments, _hasRest) = (text, segments, hasRest);

    /// <summary>Gets the pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Gets the names of the segments that are values.</summary>
    public IEnumerable<string> Names => _segments.Where(IsName).Select(NameOf);

    /// <summary>Reads a pattern.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PathTemplate? template)
    {
        template = null;
        if (text.Length is 0 or > MaxLength || text[0] != '/') return false;
        var segments = text[1..].Split('/');
        var hasRest = segments[^1] == Rest;
        if (hasRest) segments = segments[..^1];
        for (var i = 0; i < segments.Length; i++)
            if (!(IsName(segments[i]) || IsLiteral(segments[i]) || (segments[i].Length == 0 && i == segments.Length - 1 && !hasRest))) return false;
        var names = segments.Where(IsName).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count) return false;
        template = new PathTemplate(text, [.. segments], hasRest);
        return true;
    }

    /// <summary>Matches the segments of a path.</summary>
    /// <param name="segments">The segments, decoded.</param>
    /// <param name="values">The values by name.</param>
    /// <returns>Whether they match; a value is never empty, and ** stands for one segment or more.</returns>
    public bool TryMatch(IReadOnlyList<string> segments, [NotNullWhen(true)] out Dictionary<string, string>? values)
    {
        values = null;
        if (_hasRest ? segments.Count <= _segments.Length : segments.Count != _segments.Length) return false;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < _segments.Length; i++)
        {
            if (IsName(_segments[i]))
            {
                if (segments[i].Length == 0) return false;
                found.Add(NameOf(_segments[i]), segments[i]);
            }
            else if (segments[i] != _segments[i])
            {
                return false;
            }
        }

        values = found;
        return true;
    }

    private static bool IsName(string segment) =>
        segment is ['{', >= 'a' and <= 'z', .., '}'] && segment.AsSpan(1, segment.Length - 2).IndexOfAnyExcept(NameCharacters) < 0;

    private static string NameOf(string segment) => segment[1..^1];

    private static bool IsLiteral(string segment) => segment.Length > 0 && segment is not ("." or "..") && segment.AsSpan().IndexOfAnyExcept(LiteralCharacters) < 0;
}
