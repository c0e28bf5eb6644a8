using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Patterns;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>
/// The simple tests of all rules in one array. A decision looks at many rules, most of which do not apply, and what it costs is the memory
/// that it touches: here mostly one cache line a rule, and what rules share, such as names, lists and patterns, is kept once.
/// A guard says of every value just what the condition that it was made of says.
/// </summary>
/// <param name="guards">The guards, those of a rule one after the other.</param>
/// <param name="names">The names of the members.</param>
/// <param name="bytes">Names and texts in UTF-8; before each text its length in one byte.</param>
/// <param name="bounds">The bounds of wide ranges, the greatest number after the least.</param>
/// <param name="patterns">The patterns.</param>
internal sealed class GuardTable(Guard[] guards, GuardName[] names, byte[] bytes, long[] bounds, Pattern[] patterns)
{
    /// <summary>Less than every number of a narrow range.</summary>
    public const int NoMin = int.MinValue;

    /// <summary>More than every number of a narrow range.</summary>
    public const int NoMax = int.MaxValue;

    // The members of larger objects are indexed by name.
    private const int MaxCompared = 32;

    /// <summary>Tests a call against guards, all of which must hold.</summary>
    /// <param name="first">The first guard.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="parameters">The parameters.</param>
    /// <returns>What they say together.</returns>
    public Truth Evaluate(int first, int count, ParameterTable parameters)
    {
        var result = Truth.True;
        foreach (ref readonly var guard in guards.AsSpan(first, count))
        {
            var value = Test(guard, parameters);
            if (value == Truth.False) return Truth.False;
            if (value < result) result = value;
        }

        return result;
    }

    private Truth Test(in Guard guard, ParameterTable parameters)
    {
        var entries = parameters.Entries;
        var member = Find(names[guard.Name], parameters, entries);
        if (member == 0) return guard.IfAbsent;
        ref readonly var entry = ref entries[member];
        return guard.Kind switch
        {
            GuardKind.Range or GuardKind.WideRange => entry.Kind == ParameterKind.Number ? TestRange(guard, parameters.Value(entry)) : Truth.Undecided,
            GuardKind.Boolean => entry.Kind is ParameterKind.True or ParameterKind.False ? Found(guard, HasKind(guard, entry)) : Truth.Undecided,
            GuardKind.Type => Logic.Of(HasKind(guard, entry)),
            GuardKind.Integer => Logic.Of(entry.Kind == ParameterKind.Number && IsInteger(parameters.Value(entry))),
            _ => entry.Kind == ParameterKind.String ? TestText(guard, parameters, entry) : Truth.Undecided,
        };
    }

    private int Find(in GuardName sought, ParameterTable parameters, ReadOnlySpan<ParameterEntry> entries)
    {
        var name = bytes.AsSpan(sought.Start, sought.Length);
        ref readonly var root = ref entries[0];
        if (root.ChildCount > MaxCompared) return parameters.TryFind(0, name, sought.Hash, out var found) ? found : 0;
        for (var member = 1; member < root.Next; member = entries[member].Next)
            if (entries[member].NameHash == sought.Hash && parameters.NameEquals(entries[member], name)) return member;
        return 0;
    }

    private Truth TestRange(in Guard guard, ReadOnlySpan<byte> number)
    {
        var (min, max) = guard.Kind == GuardKind.Range
            ? (guard.First == NoMin ? WholeNumber.NoMin : guard.First, guard.Last == NoMax ? WholeNumber.NoMax : guard.Last)
            : (bounds[guard.First], bounds[guard.First + 1]);
        if (!WholeNumber.TryRead(number, out var value)) return TestExactly(guard, min, max, number);
        if (value < min || (value == min && guard.IsMinExcluded)) return Truth.False;
        return Logic.Of(value < max || (value == max && !guard.IsMaxExcluded));
    }

    private static Truth TestExactly(in Guard guard, long min, long max, ReadOnlySpan<byte> number)
    {
        if (!ExactDecimal.TryParse(number, out var value)) return Truth.Undecided;
        if (min != WholeNumber.NoMin && value.CompareTo(ExactDecimal.FromMinorUnits(min, 0)) is var low && (low < 0 || (low == 0 && guard.IsMinExcluded))) return Truth.False;
        if (max != WholeNumber.NoMax && value.CompareTo(ExactDecimal.FromMinorUnits(max, 0)) is var high && (high > 0 || (high == 0 && guard.IsMaxExcluded))) return Truth.False;
        return Truth.True;
    }

    private static bool IsInteger(ReadOnlySpan<byte> number) =>
        WholeNumber.TryRead(number, out _) || (ExactDecimal.TryParse(number, out var value) && value.IsInteger);

    private static bool HasKind(in Guard guard, in ParameterEntry entry) => (guard.First & (1 << (int)entry.Kind)) != 0;

    private Truth TestText(in Guard guard, ParameterTable parameters, in ParameterEntry entry) => guard.Kind switch
    {
        GuardKind.Length => Logic.Of(parameters.CodePoints(entry) is var length && length >= guard.First && length <= guard.Last),
        GuardKind.Pattern => Found(guard, patterns[guard.First].IsMatch(parameters.Unescaped(entry))),
        GuardKind.Search => Found(guard, patterns[guard.First].IsFoundIn(parameters.Unescaped(entry))),
        _ => Found(guard, HasText(guard, parameters.Unescaped(entry))),
    };

    private static Truth Found(in Guard guard, bool isFound) => isFound ? guard.IfFound : Logic.Negate(guard.IfFound);

    private bool HasText(in Guard guard, ReadOnlySpan<byte> value)
    {
        var texts = bytes.AsSpan(guard.First..guard.Last);
        while (!texts.IsEmpty)
        {
            var text = texts.Slice(1, texts[0]);
            var isFound = guard.Kind switch
            {
                GuardKind.Text => value.SequenceEqual(text),
                GuardKind.Prefix => value.StartsWith(text),
                _ => value.EndsWith(text),
            };
            if (isFound) return true;
            texts = texts[(1 + text.Length)..];
        }

        return false;
    }
}
