using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Patterns;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.State;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Writes what is simple of the rules' conditions into a <see cref="GuardTable"/>.</summary>
internal sealed class GuardWriter
{
    private const int MaxTexts = 16;
    private const int MaxGuards = 64;

    private readonly List<Guard> _guards = [];
    private readonly List<GuardName> _names = [];
    private readonly List<byte> _bytes = [];
    private readonly List<byte> _texts = [];
    private readonly List<long> _bounds = [];
    private readonly List<Pattern> _patterns = [];
    private readonly Dictionary<string, ushort> _numberOfName = new(StringComparer.Ordinal);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _startOfTexts =
        new Dictionary<byte[], int>(ByteArrayComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();
    private readonly Dictionary<Pattern, int> _numberOfPattern = [];

    /// <summary>Writes the guards of a condition: those of its parts that must all hold and test one member of the parameters.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="effect">What its rule does.</param>
    public GuardRange Add(Condition condition, RuleEffect effect)
    {
        var first = _guards.Count;
        var areWhole = TryAdd(condition, effect == RuleEffect.Permit ? Truth.True : Truth.False, first + MaxGuards);

        // Patterns last: mostly something else drops the rule before a text is matched. Where the condition has to be evaluated all the same, it matches them, and not twice.
        CollectionsMarshal.AsSpan(_guards)[first..].Sort((left, right) => IsPattern(left).CompareTo(IsPattern(right)));
        while (!areWhole && _guards.Count > first && IsPattern(_guards[^1])) _guards.RemoveAt(_guards.Count - 1);
        return new GuardRange(first, (byte)(_guards.Count - first), areWhole);
    }

    public GuardTable Seal() => new([.. _guards], [.. _names], [.. _bytes], [.. _bounds], [.. _patterns]);

    private static bool IsPattern(Guard guard) => guard.Kind is GuardKind.Pattern or GuardKind.Search;

    /// <summary>Writes as much as there are guards for, and says whether that was all.</summary>
    private bool TryAdd(Condition condition, Truth good, int end)
    {
        if (condition is AllOf all)
        {
            var areWhole = true;
            foreach (var part in all.Parts) areWhole &= TryAdd(part, good, end);
            return areWhole;
        }

        if (condition is not ParameterCondition { Tests: not [], Path.Steps: [{ Name: { } name }] } parameter) return false;
        if (parameter.Tests.Any(test => test is PresenceTest) || !TryName(name, out var number)) return false; // Beside presence, optional means nothing.
        var areAll = true;
        foreach (var test in parameter.Tests)
        {
            var guard = new Guard { Name = number, IfAbsent = parameter.IsOptional ? good : Truth.Undecided };
            if (_guards.Count < end && TrySay(test, ref guard)) _guards.Add(guard);
            else areAll = false;
        }

        return areAll;
    }

    private bool TrySay(ParameterTest test, ref Guard guard)
    {
        switch (test)
        {
            case NumberRange range: return TrySay(range, ref guard);
            case OneOf oneOf: return TrySay(oneOf, ref guard);
            case AffixTest affix: return TrySay(affix, ref guard);
            case TypeTest type:
                Say(type.Type, ref guard);
                return true;
            case PatternTest pattern when pattern.Pattern.LongestDecided(pattern.IsSearch) is null:
                (guard.Kind, guard.IfFound) = (pattern.IsSearch ? GuardKind.Search : GuardKind.Pattern, Logic.Of(!pattern.IsNegated));
                guard.First = NumberOf(pattern.Pattern);
                return true;
            case LengthRange length:
                (guard.Kind, guard.First, guard.Last) = (GuardKind.Length, length.Min ?? 0, length.Max ?? int.MaxValue);
                return true;
            default:
                return false;
        }
    }

    private bool TrySay(NumberRange range, ref Guard guard)
    {
        var (min, max) = (WholeNumber.NoMin, WholeNumber.NoMax);
        if (range.Min is { } least && !WholeNumber.TryGet(least, out min)) return false;
        if (range.Max is { } greatest && !WholeNumber.TryGet(greatest, out max)) return false;
        (guard.IsMinExcluded, guard.IsMaxExcluded) = (range.IsMinExcluded, range.IsMaxExcluded);
        if (IsNarrow(min) && IsNarrow(max))
        {
            (guard.First, guard.Last) = (min == WholeNumber.NoMin ? GuardTable.NoMin : (int)min, max == WholeNumber.NoMax ? GuardTable.NoMax : (int)max);
            return true;
        }

        (guard.Kind, guard.First) = (GuardKind.WideRange, _bounds.Count);
        _bounds.AddRange([min, max]);
        return true;
    }

    private static bool IsNarrow(long bound) => bound is WholeNumber.NoMin or WholeNumber.NoMax or (> GuardTable.NoMin and < GuardTable.NoMax);

    private bool TrySay(OneOf oneOf, ref Guard guard)
    {
        if (oneOf.Values.IsEmpty || oneOf.Values.Length > MaxTexts) return false;
        guard.IfFound = Logic.Of(!oneOf.IsNegated);
        if (oneOf.Values[0] is BooleanLiteral) return TrySayBooleans(oneOf.Values, ref guard);
        _texts.Clear();
        foreach (var literal in oneOf.Values)
            if (literal is not TextLiteral text || !TryWrite(text.Value)) return false;
        SayWritten(GuardKind.Text, ref guard);
        return true;
    }

    private static bool TrySayBooleans(ImmutableArray<Literal> values, ref Guard guard)
    {
        guard.Kind = GuardKind.Boolean;
        foreach (var literal in values)
        {
            if (literal is not BooleanLiteral boolean) return false;
            guard.First |= 1 << (int)(boolean.Value ? ParameterKind.True : ParameterKind.False);
        }

        return true;
    }

    private bool TrySay(AffixTest affix, ref Guard guard)
    {
        if (affix.Texts.Length > MaxTexts) return false;
        guard.IfFound = Truth.True;
        _texts.Clear();
        foreach (var text in affix.Texts)
            if (!TryWrite(text)) return false;
        SayWritten(affix.IsSuffix ? GuardKind.Suffix : GuardKind.Prefix, ref guard);
        return true;
    }

    /// <summary>Appends a text to the list that is being written.</summary>
    /// <returns>Whether it is short enough.</returns>
    private bool TryWrite(string text)
    {
        Span<byte> utf8 = stackalloc byte[byte.MaxValue];
        if (!Encoding.UTF8.TryGetBytes(text, utf8, out var length)) return false;
        _texts.Add((byte)length);
        _texts.AddRange(utf8[..length]);
        return true;
    }

    /// <summary>Ends the list that was written. Lists that are alike are kept once.</summary>
    private void SayWritten(GuardKind kind, ref Guard guard)
    {
        var written = CollectionsMarshal.AsSpan(_texts);
        if (!_startOfTexts.TryGetValue(written, out var start))
        {
            _startOfTexts[written] = start = _bytes.Count;
            _bytes.AddRange(written);
        }

        (guard.Kind, guard.First, guard.Last) = (kind, start, start + written.Length);
    }

    private static void Say(ParameterType type, ref Guard guard)
    {
        guard.Kind = type == ParameterType.Integer ? GuardKind.Integer : GuardKind.Type;
        guard.First = type switch
        {
            ParameterType.String => 1 << (int)ParameterKind.String,
            ParameterType.Boolean => (1 << (int)ParameterKind.True) | (1 << (int)ParameterKind.False),
            ParameterType.Object => 1 << (int)ParameterKind.Object,
            ParameterType.Array => 1 << (int)ParameterKind.Array,
            ParameterType.Null => 1 << (int)ParameterKind.Null,
            _ => 1 << (int)ParameterKind.Number,
        };
    }

    private bool TryName(string name, out ushort number)
    {
        if (_numberOfName.TryGetValue(name, out number)) return true;
        if (_names.Count > ushort.MaxValue) return false;
        var utf8 = Encoding.UTF8.GetBytes(name);
        _numberOfName[name] = number = (ushort)_names.Count;
        _names.Add(new GuardName(NameHash.Of(utf8), _bytes.Count, utf8.Length));
        _bytes.AddRange(utf8);
        return true;
    }

    private int NumberOf(Pattern pattern)
    {
        if (_numberOfPattern.TryGetValue(pattern, out var number)) return number;
        _patterns.Add(pattern);
        return _numberOfPattern[pattern] = _patterns.Count - 1;
    }
}
