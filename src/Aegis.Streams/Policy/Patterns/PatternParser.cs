using System.Collections.Immutable;
using System.Globalization;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>
/// Reads the small language of <see cref="Pattern"/>. It takes only what RE2 and .NET can be told to mean alike; whatever an engine
/// might read in another way is refused here, with its place and a way out.
/// </summary>
internal sealed class PatternParser
{
    private readonly PatternText _text;
    private bool _isAnchoredAtEnd;

    private PatternParser(string text) => _text = new PatternText(text);

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">Its text.</param>
    /// <returns>What it means.</returns>
    /// <exception cref="PatternFaultException">It is not in the language.</exception>
    public static PatternSyntax Parse(string pattern)
    {
        if (pattern.Length == 0) throw new PatternFaultException(0, "the pattern is empty; write `^$` if only the empty text may match");
        if (pattern.Length > Pattern.MaxLength)
            throw new PatternFaultException(Pattern.MaxLength, $"the pattern is longer than {Pattern.MaxLength} characters; list fixed values as an enumeration instead");
        return new PatternParser(pattern).ParseWhole();
    }

    private PatternSyntax ParseWhole()
    {
        var isAnchoredAtStart = _text.TryTake("^");
        var branches = ParseBranches(depth: 0);
        if (!_text.AtEnd && _text.Next == ')') throw _text.Fault(_text.Offset, "`)` closes nothing; write `\\)` for the character itself");
        if (_isAnchoredAtEnd) _text.TryTake("$");
        if (branches.Length > 1 && (isAnchoredAtStart || _isAnchoredAtEnd))
            throw _text.Fault(
                isAnchoredAtStart ? 0 : _text.Offset - 1,
                $"`{(isAnchoredAtStart ? '^' : '$')}` would belong to one alternative only; write `^(?:a|b)$`");
        return new PatternSyntax(OneOrMany(branches), isAnchoredAtStart, _isAnchoredAtEnd);
    }

    private ImmutableArray<PatternNode> ParseBranches(int depth)
    {
        var branches = ImmutableArray.CreateBuilder<PatternNode>();
        var start = _text.Offset;
        do
        {
            var branchStart = _text.Offset;
            branches.Add(ParseSequence(depth));
            var isWhole = depth == 0 && branches.Count == 1 && _text.Next != '|';
            if (branches[^1] is PatternSequence { Items.IsEmpty: true } && !isWhole)
                throw _text.Fault(Math.Max(branchStart - 1, 0), "nothing is written here, so the empty text would match; write `?` after the group if that is meant");
        }
        while (_text.TryTake("|"));

        RefuseIfTooLarge(branches.Sum(branch => branch.Size), start);
        return branches.ToImmutable();
    }

    private PatternNode ParseSequence(int depth)
    {
        var items = ImmutableArray.CreateBuilder<PatternNode>();
        var size = 0;
        while (!IsEndOfSequence(depth))
        {
            var start = _text.Offset;
            items.Add(ParseRepetition(ParseAtom(depth)));
            size += items[^1].Size;
            RefuseIfTooLarge(size, start);
        }

        return items.Count == 1 ? items[0] : new PatternSequence(items.ToImmutable());
    }

    private bool IsEndOfSequence(int depth)
    {
        if (_text.AtEnd || _text.Next is '|' or ')') return true;
        if (_text.Next != '$' || !_text.IsLast || depth > 0) return false;
        _isAnchoredAtEnd = true;
        return true;
    }

    private PatternNode ParseAtom(int depth)
    {
        var start = _text.Offset;
        switch (_text.Next)
        {
            case '(': return ParseGroup(depth + 1);
            case '[': return new OneScalar(ClassParser.Parse(_text));
            case '\\': return new OneScalar(EscapeParser.Parse(_text));
            case '.':
                _text.TryTake(".");
                return new OneScalar(ScalarSet.AnyButLineFeed);
            case '^': throw _text.Fault(start, "`^` may only be the very first character; write `\\^` for the character itself");
            case '$': throw _text.Fault(start, "`$` may only be the very last character; write `\\$` for the character itself");
            case ('*' or '+' or '?' or '{') and var sign: throw _text.Fault(start, $"`{sign}` has nothing to repeat; write `\\{sign}` for the character itself");
            case (']' or '}') and var sign: throw _text.Fault(start, $"`{sign}` closes nothing; write `\\{sign}` for the character itself");
            default: return new OneScalar(ScalarSet.Single(_text.TakeScalar().Value));
        }
    }

    private PatternNode ParseGroup(int depth)
    {
        var start = _text.Offset;
        if (depth > Pattern.MaxDepth) throw _text.Fault(start, $"groups are nested deeper than {Pattern.MaxDepth} levels; write the pattern flatter");
        if (!_text.TryTake("(?:") && _text.StartsWith("(?")) throw _text.Fault(start, UnsupportedGroup.Explain(_text));
        if (_text.Offset == start) _text.TryTake("(");
        if (_text.StartsWith(")")) throw _text.Fault(start, "the group is empty; remove it, or write `\\(` for the character itself");
        var branches = ParseBranches(depth);
        if (!_text.TryTake(")")) throw _text.Fault(start, "the group is not closed; write `)` at its end, or `\\(` for the character itself");
        return OneOrMany(branches);
    }

    private PatternNode ParseRepetition(PatternNode body)
    {
        var start = _text.Offset;
        if (_text.AtEnd || TakeBounds() is not var (min, max)) return body;
        var repetition = new Repetition(body, min, max);
        RefuseIfTooLarge(repetition.Size, start);
        RefuseSecondRepetition();
        return repetition;
    }

    private void RefuseSecondRepetition()
    {
        var wayOut = _text.Next switch
        {
            '?' => "makes the repetition lazy, which is not supported: only whether a value matches counts here; remove it",
            '+' => "makes the repetition possessive, which is not supported; remove it",
            '*' or '{' => "repeats a repetition; write a group around the first one, such as `(?:a{2}){3}`",
            _ => null,
        };
        if (wayOut is not null) throw _text.Fault(_text.Offset, $"`{_text.Next}` {wayOut}");
    }

    private (int Min, int? Max)? TakeBounds()
    {
        if (_text.TryTake("*")) return (0, null);
        if (_text.TryTake("+")) return (1, null);
        if (_text.TryTake("?")) return (0, 1);
        return _text.Next == '{' ? TakeBraces() : null;
    }

    private (int Min, int? Max) TakeBraces()
    {
        var start = _text.Offset;
        _text.TryTake("{");
        if (_text.Next == ',') throw _text.Fault(start, "`{,` is a repetition in some engines and plain text in others; write `{0,`, or `\\{` for the character itself");
        var min = TakeBound(start);
        int? max = min;
        if (_text.TryTake(",")) max = _text.Next == '}' ? null : TakeBound(start);
        if (!_text.TryTake("}")) throw NoBraces(start);
        if (max < min) throw _text.Fault(start, $"the repetition `{{{min},{max}}}` runs backwards; write the lower bound first");
        if (max == 0) throw _text.Fault(start, $"the repetition `{_text.UpTo(start, '}')}` leaves nothing over; remove it with what it repeats");
        return (min, max);
    }

    private int TakeBound(int start)
    {
        var digits = _text.TakeDigits();
        if (digits.IsEmpty) throw NoBraces(start);
        if (digits.Length > 1 && digits[0] == '0') throw _text.Fault(start, "a bound with leading zeros is plain text in some engines; write it without them");
        if (digits.Length > 4 || int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) is var bound && bound > Pattern.MaxRepeat)
            throw _text.Fault(start, $"a bound may be at most {Pattern.MaxRepeat}; use the length constraint for long values");
        return bound;
    }

    private PatternFaultException NoBraces(int start) =>
        _text.Fault(start, "`{` begins a repetition such as `{2}`, `{2,}` or `{2,5}`; write `\\{` for the character itself");

    private void RefuseIfTooLarge(int size, int offset)
    {
        if (size > Pattern.MaxSize)
            throw _text.Fault(offset, $"with all repetitions written out the pattern has more than {Pattern.MaxSize} places; use the length constraint for long values");
    }

    private static PatternNode OneOrMany(ImmutableArray<PatternNode> branches) => branches.Length == 1 ? branches[0] : new Alternation(branches);
}
