using System.Globalization;
using System.Text;

namespace Aegis.Streams.Tests.Policy.Reference;

/// <summary>
/// Matches patterns by trying every way, for valid patterns of the policy language only: each part is a function from a position in the
/// text to the positions where a match of the part can end.
/// </summary>
internal sealed class ReferencePattern
{
    private readonly string _pattern;
    private readonly bool _isAnchoredAtStart;
    private readonly bool _isAnchoredAtEnd;
    private readonly Part _whole;
    private int _place;

    private ReferencePattern(string pattern)
    {
        _isAnchoredAtStart = pattern.StartsWith('^');
        _isAnchoredAtEnd = pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal);
        _pattern = pattern[(_isAnchoredAtStart ? 1 : 0)..(_isAnchoredAtEnd ? ^1 : ^0)];
        _whole = Choice();
    }

    private delegate IEnumerable<int> Part(Rune[] text, int start);

    public static bool Matches(string pattern, string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        return new ReferencePattern(pattern)._whole(runes, 0).Contains(runes.Length);
    }

    public static bool IsFoundIn(string pattern, string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        var read = new ReferencePattern(pattern);
        var starts = read._isAnchoredAtStart ? [0] : Enumerable.Range(0, runes.Length + 1);
        return starts.SelectMany(start => read._whole(runes, start)).Any(end => !read._isAnchoredAtEnd || end == runes.Length);
    }

    private Part Choice()
    {
        var parts = new List<Part> { Sequence() };
        while (Take("|")) parts.Add(Sequence());
        return (text, start) => parts.SelectMany(part => part(text, start)).Distinct();
    }

    private Part Sequence()
    {
        Part sequence = (_, start) => [start];
        while (_place < _pattern.Length && _pattern[_place] is not ('|' or ')'))
        {
            var (first, second) = (sequence, Repeated(Atom()));
            sequence = (text, start) => first(text, start).SelectMany(middle => second(text, middle)).Distinct();
        }

        return sequence;
    }

    private Part Repeated(Part part)
    {
        if (Take("*")) return Repeat(part, 0, int.MaxValue);
        if (Take("+")) return Repeat(part, 1, int.MaxValue);
        if (Take("?")) return Repeat(part, 0, 1);
        if (!Take("{")) return part;
        var bounds = Until('}').Split(',');
        var min = int.Parse(bounds[0], CultureInfo.InvariantCulture);
        return Repeat(part, min, bounds.Length == 1 ? min : bounds[1].Length == 0 ? int.MaxValue : int.Parse(bounds[1], CultureInfo.InvariantCulture));
    }

    private static Part Repeat(Part part, int min, int max) => (text, start) =>
    {
        var ends = new HashSet<int>();
        var reached = new HashSet<int> { start };
        for (var times = 0; times <= max && reached.Count > 0; times++)
        {
            var isNew = false;
            if (times >= min)
                foreach (var end in reached) isNew |= ends.Add(end);
            if (times >= min && !isNew) break;
            reached = [.. reached.SelectMany(end => part(text, end))];
        }

        return ends;
    };

    private Part Atom()
    {
        if (Take("(?:") || Take("("))
        {
            var group = Choice();
            Take(")");
            return group;
        }

        if (Take(".")) return One(rune => rune.Value != '\n');
        if (Take("[")) return Class();
        if (Take("\\")) return One(Escape());
        var literal = Next();
        return One(rune => rune == literal);
    }

    private Part Class()
    {
        var isNegated = Take("^");
        var members = new List<Predicate<Rune>>();
        while (!Take("]"))
        {
            if (Take("\\"))
            {
                members.Add(Escape());
                continue;
            }

            var first = Next();
            var last = Take("-") ? Next() : first;
            members.Add(rune => rune >= first && rune <= last);
        }

        return One(rune => members.Exists(member => member(rune)) != isNegated);
    }

    private Predicate<Rune> Escape()
    {
        var letter = Next();
        return (char)letter.Value switch
        {
            'd' => rune => rune.Value is >= '0' and <= '9',
            'w' => rune => rune.Value == '_' || (rune.IsAscii && Rune.IsLetterOrDigit(rune)),
            's' => rune => rune.Value is ' ' or '\t' or '\n' or '\f' or '\r',
            'n' => rune => rune.Value == '\n',
            _ => rune => rune == letter,
        };
    }

    private static Part One(Predicate<Rune> fits) => (text, start) => start < text.Length && fits(text[start]) ? [start + 1] : [];

    private Rune Next()
    {
        var rune = Rune.GetRuneAt(_pattern, _place);
        _place += rune.Utf16SequenceLength;
        return rune;
    }

    private bool Take(string text)
    {
        if (string.CompareOrdinal(_pattern, _place, text, 0, text.Length) != 0) return false;
        _place += text.Length;
        return true;
    }

    private string Until(char end)
    {
        var start = _place;
        _place = _pattern.IndexOf(end, start) + 1;
        return _pattern[start..(_place - 1)];
    }
}
