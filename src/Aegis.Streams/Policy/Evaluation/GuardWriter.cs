using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Writes what is simple of the rules' conditions into a <see cref="GuardTable"/>.</summary>
internal sealed class GuardWriter
{
    private const int MaxTexts = 16;
    private const int MaxGuards = 64;

    private readonly List<Guard> _guards = [];
    private readonly List<byte> _bytes = [];
    private readonly Dictionary<string, Guard> _names = new(StringComparer.Ordinal);

    /// <summary>Writes the guards of a condition: those of its parts that must all hold and test one member of the parameters.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="effect">What its rule does.</param>
    public GuardRange Add(Condition condition, RuleEffect effect)
    {
        var first = _guards.Count;
        var areWhole = TryAdd(condition, effect == RuleEffect.Permit ? Truth.True : Truth.False, first + MaxGuards);
        return new GuardRange(first, (byte)(_guards.Count - first), areWhole);
    }

    public GuardTable Seal() => new([.. _guards], [.. _bytes]);

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
        if (parameter.Tests.Any(test => test is PresenceTest)) return false; // Beside it, optional means nothing.
        var areAll = true;
        foreach (var test in parameter.Tests)
        {
            var guard = Named(name);
            guard.IfAbsent = parameter.IsOptional ? good : Truth.Undecided;
            if (_guards.Count < end && TrySay(test, ref guard)) _guards.Add(guard);
            else areAll = false;
        }

        return areAll;
    }

    private bool TrySay(ParameterTest test, ref Guard guard) => test switch
    {
        NumberRange range => TrySay(range, ref guard),
        OneOf oneOf => TrySay(oneOf, ref guard),
        AffixTest affix => TrySay(affix.IsSuffix ? GuardKind.Suffix : GuardKind.Prefix, affix.Texts, Truth.True, ref guard),
        TypeTest type => TrySay(type, ref guard),
        _ => false,
    };

    private static bool TrySay(NumberRange range, ref Guard guard)
    {
        (guard.Kind, guard.First, guard.Last) = (GuardKind.Range, GuardTable.NoMin, GuardTable.NoMax);
        if (range.Min is { } min && !WholeNumber.TryGet(min, out guard.First)) return false;
        if (range.Max is { } max && !WholeNumber.TryGet(max, out guard.Last)) return false;
        (guard.IsMinExcluded, guard.IsMaxExcluded) = (range.IsMinExcluded, range.IsMaxExcluded);
        return true;
    }

    private bool TrySay(OneOf oneOf, ref Guard guard)
    {
        if (oneOf.Values.IsEmpty) return false;
        var ifFound = Logic.Of(!oneOf.IsNegated);
        if (oneOf.Values.All(value => value is TextLiteral))
            return TrySay(GuardKind.Text, [.. oneOf.Values.Select(value => ((TextLiteral)value).Value)], ifFound, ref guard);
        (guard.Kind, guard.IfFound) = (GuardKind.Boolean, ifFound);
        foreach (var literal in oneOf.Values)
        {
            if (literal is not BooleanLiteral boolean) return false;
            guard.First |= 1L << (int)(boolean.Value ? ParameterKind.True : ParameterKind.False);
        }

        return true;
    }

    private bool TrySay(GuardKind kind, ImmutableArray<string> texts, Truth ifFound, ref Guard guard)
    {
        if (texts.Length > MaxTexts || texts.Any(text => Encoding.UTF8.GetByteCount(text) > byte.MaxValue)) return false;
        (guard.Kind, guard.IfFound, guard.First) = (kind, ifFound, _bytes.Count);
        foreach (var text in texts)
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            _bytes.Add((byte)utf8.Length);
            _bytes.AddRange(utf8);
        }

        guard.Last = _bytes.Count;
        return true;
    }

    private static bool TrySay(TypeTest type, ref Guard guard)
    {
        ParameterKind[] kinds = type.Type switch
        {
            ParameterType.String => [ParameterKind.String],
            ParameterType.Number => [ParameterKind.Number],
            ParameterType.Boolean => [ParameterKind.True, ParameterKind.False],
            ParameterType.Object => [ParameterKind.Object],
            ParameterType.Array => [ParameterKind.Array],
            ParameterType.Null => [ParameterKind.Null],
            _ => [],
        };
        guard.Kind = GuardKind.Type;
        foreach (var kind in kinds) guard.First |= 1L << (int)kind;
        return kinds.Length > 0;
    }

    /// <summary>Makes a guard with nothing but the name, which is written once.</summary>
    private Guard Named(string name)
    {
        if (_names.TryGetValue(name, out var known)) return known;
        var utf8 = Encoding.UTF8.GetBytes(name);
        var made = new Guard { NameHash = NameHash.Of(utf8), NameStart = _bytes.Count, NameLength = (ushort)utf8.Length };
        _bytes.AddRange(utf8);
        return _names[name] = made;
    }
}
