using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>
/// The simple tests of all rules in one array. A decision looks at many rules, most of which do not apply, and what it costs is the memory
/// that it touches: here one or two cache lines a rule. A guard says of every value just what the condition that it was made of says.
/// </summary>
/// <param name="guards">The guards, those of a rule one after the other.</param>
/// <param name="bytes">Names and texts in UTF-8; before each text its length in one byte.</param>
internal sealed class GuardTable(Guard[] guards, byte[] bytes)
{
    /// <summary>Less than every number that is compared as a whole one.</summary>
    public const long NoMin = long.MinValue;

    /// <summary>More than every number that is compared as a whole one.</summary>
    public const long NoMax = long.MaxValue;

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

    private static Truth TestRange(in Guard guard, ReadOnlySpan<byte> number)
    {
        if (!WholeNumber.TryRead(number, out var value)) return TestExactly(guard, number);
        if (value < guard.First || (value == guard.First && guard.IsMinExcluded)) return Truth.False;
        return Logic.Of(value < guard.Last || (value == guard.Last && !guard.IsMaxExcluded));
    }

    private static Truth TestExactly(in Guard guard, ReadOnlySpan<byte> number)
    {
        if (!ExactDecimal.TryParse(number, out var value)) return Truth.Undecided;
        if (guard.First != NoMin && value.CompareTo(ExactDecimal.FromMinorUnits(guard.First, 0)) is var low && (low < 0 || (low == 0 && guard.IsMinExcluded))) return Truth.False;
        if (guard.Last != NoMax && value.CompareTo(ExactDecimal.FromMinorUnits(guard.Last, 0)) is var high && (high > 0 || (high == 0 && guard.IsMaxExcluded))) return Truth.False;
        return Truth.True;
    }

    private Truth Test(in Guard guard, ParameterTable parameters)
    {
        var entries = parameters.Entries;
        var member = Find(guard, parameters, entries);
        if (member == 0) return guard.IfAbsent;
        ref readonly var entry = ref entries[member];
        switch (guard.Kind)
        {
            case GuardKind.Range:
                return entry.Kind == ParameterKind.Number ? TestRange(guard, parameters.Value(entry)) : Truth.Undecided;
            case GuardKind.Boolean:
                return entry.Kind is ParameterKind.True or ParameterKind.False ? Found(guard, (guard.First & (1L << (int)entry.Kind)) != 0) : Truth.Undecided;
            case GuardKind.Type:
                return Logic.Of((guard.First & (1L << (int)entry.Kind)) != 0);
            default:
                return entry.Kind == ParameterKind.String ? Found(guard, HasText(guard, parameters.Unescaped(entry))) : Truth.Undecided;
        }
    }

    private static Truth Found(in Guard guard, bool isFound) => isFound ? guard.IfFound : Logic.Negate(guard.IfFound);

    private int Find(in Guard guard, ParameterTable parameters, ReadOnlySpan<ParameterEntry> entries)
    {
        var name = bytes.AsSpan(guard.NameStart, guard.NameLength);
        ref readonly var root = ref entries[0];
        if (root.ChildCount > MaxCompared) return parameters.TryFind(0, name, guard.NameHash, out var found) ? found : 0;
        for (var member = 1; member < root.Next; member = entries[member].Next)
            if (entries[member].NameHash == guard.NameHash && parameters.NameEquals(entries[member], name)) return member;
        return 0;
    }

    private bool HasText(in Guard guard, ReadOnlySpan<byte> value)
    {
        var texts = bytes.AsSpan((int)guard.First..(int)guard.Last);
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
