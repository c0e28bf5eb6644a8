using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests the values at a path.</summary>
internal sealed class ParameterCheck : CompiledCondition
{
    /// <summary>What <see cref="ParameterStep.Find"/> returns where a member is missing.</summary>
    public const int Absent = -1;

    /// <summary>What it returns where the path leads through a value that has no members.</summary>
    public const int NoSuchPlace = -2;

    private readonly ParameterPath _path;
    private readonly ParameterStep[] _steps;
    private readonly ValueTest[] _tests;
    private readonly bool _isEvery;
    private readonly bool? _wantsPresence;
    private readonly Truth _ifAbsent;
    private string? _place;

    /// <summary>Initializes a check.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="ifAbsent">What it is where the parameter is absent.</param>
    public ParameterCheck(ParameterCondition condition, Truth ifAbsent)
    {
        _path = condition.Path;
        _steps = ParameterStep.Of(condition.Path);
        _isEvery = condition.Quantifier == Quantifier.Every;
        var tests = new List<ValueTest>(condition.Tests.Length);
        foreach (var test in condition.Tests)
        {
            if (test is PresenceTest presence) _wantsPresence ??= presence.IsPresent;
            else tests.Add(ValueTest.Of(test));
        }

        _tests = [.. tests];
        _ifAbsent = _wantsPresence switch
        {
            null => ifAbsent,
            true => Truth.False,
            false => Truth.True,
        };
    }

    public override Truth Evaluate(in PolicyCall call) => Walk(call, index: 0, step: 0);

    public override void Explain(in PolicyCall call, Truth wanted, BlameList blames)
    {
        var (before, place) = (blames.Count, _place ??= $"parameters.{_path.Text}");
        Explain(call, 0, 0, wanted, place, blames);
        if (blames.Count == before) blames.Add(wanted, new Blame(ReasonCodes.ConditionFailed, place, null, null, null)); // An array without items.
    }

    private Truth Walk(in PolicyCall call, int index, int step)
    {
        var parameters = call.Parameters;
        for (; step < _steps.Length; step++)
        {
            ref readonly var next = ref _steps[step];
            if (next.Name is null) return WalkItems(call, index, step + 1);
            if (parameters[index].Kind != ParameterKind.Object) return Truth.Undecided;
            if (!parameters.TryFind(index, next.Name, next.NameHash, out index)) return _ifAbsent;
        }

        return Test(call, index);
    }

    private Truth WalkItems(in PolicyCall call, int array, int step)
    {
        ref readonly var entry = ref call.Parameters[array];
        if (entry.Kind != ParameterKind.Array) return Truth.Undecided;
        var result = _isEvery ? Truth.True : Truth.False;
        for (var item = array + 1; item < entry.Next; item = call.Parameters[item].Next)
        {
            var value = Walk(call, item, step);
            if (_isEvery ? value < result : value > result) result = value;
            if (result == (_isEvery ? Truth.False : Truth.True)) break;
        }

        return result;
    }

    private Truth Test(in PolicyCall call, int index)
    {
        if (_wantsPresence == false) return Truth.False;
        ref readonly var entry = ref call.Parameters[index];
        var result = Truth.True;
        foreach (var test in _tests)
        {
            var value = test.Test(call, entry);
            if (value == Truth.False) return Truth.False;
            if (value < result) result = value;
        }

        return result;
    }

    private void Explain(in PolicyCall call, int index, int step, Truth wanted, string place, BlameList blames)
    {
        for (; step < _steps.Length; step++)
        {
            ref readonly var next = ref _steps[step];
            var kind = call.Parameters[index].Kind;
            if (next.Name is null)
            {
                ExplainItems(call, index, step + 1, wanted, place, blames);
                return;
            }

            if (kind != ParameterKind.Object)
            {
                blames.Add(wanted, new Blame(ReasonCodes.ParameterType, place, "object", ValueTest.NameOf(kind), $"Send an object at the place of {place}."));
                return;
            }

            if (call.Parameters.TryFind(index, next.Name, next.NameHash, out index)) continue;
            var first = _tests.Length > 0 ? _tests[0] : null;
            var hint = wanted == Truth.True ? first?.Hint : null;
            if (_ifAbsent != wanted) blames.Add(wanted, new Blame(ReasonCodes.ParameterMissing, place, first?.Limit, "absent", hint ?? "Send the parameter."));
            return;
        }

        Explain(call, call.Parameters[index], wanted, place, blames);
    }

    private void ExplainItems(in PolicyCall call, int array, int step, Truth wanted, string place, BlameList blames)
    {
        ref readonly var entry = ref call.Parameters[array];
        if (entry.Kind != ParameterKind.Array)
        {
            blames.Add(wanted, new Blame(ReasonCodes.ParameterType, place, "array", ValueTest.NameOf(entry.Kind), "Send an array."));
            return;
        }

        var position = 0;
        for (var item = array + 1; item < entry.Next; item = call.Parameters[item].Next, position++)
        {
            if (Walk(call, item, step) == wanted) continue;
            var at = place.IndexOf("[*]", StringComparison.Ordinal);
            Explain(call, item, step, wanted, $"{place[..at]}[{position}]{place[(at + 3)..]}", blames);
            return; // The first is enough: a thousand items must not make a thousand reasons.
        }
    }

    private void Explain(in PolicyCall call, in ParameterEntry entry, Truth wanted, string place, BlameList blames)
    {
        var observed = ValueTest.NameOf(entry.Kind);
        if (_wantsPresence is { } presence && (!presence || _tests.Length == 0))
        {
            if (Logic.Of(presence) != wanted) blames.Add(wanted, new Blame(ReasonCodes.ParameterForbidden, place, null, observed, "Leave the parameter out."));
            return;
        }

        if (_tests.Length == 0 && wanted == Truth.False) blames.Add(wanted, new Blame(ReasonCodes.ConditionFailed, place, null, observed, null));

        // Of a prohibition, the type is what had to be so for the rest to matter: the rest is told first.
        if (wanted == Truth.False && TryBlame(call, entry, wanted, place, blames, ofType: false)) return;
        TryBlame(call, entry, wanted, place, blames, ofType: wanted == Truth.False ? true : null);
    }

    /// <summary>Blames the first test that fails.</summary>
    private bool TryBlame(in PolicyCall call, in ParameterEntry entry, Truth wanted, string place, BlameList blames, bool? ofType)
    {
        var observed = ValueTest.NameOf(entry.Kind);
        foreach (var test in _tests)
        {
            if (ofType is { } isType && test is TypeValueTest != isType) continue;
            var value = test.Test(call, entry);
            if (value == wanted) continue;
            blames.Add(wanted, wanted == Truth.True
                ? new Blame(value == Truth.Undecided ? ReasonCodes.ParameterType : test.Code, place, test.Limit, observed, test.Hint)
                : Unwanted(test, value, place, observed));
            return true;
        }

        return false;
    }

    /// <summary>Blames a test that should not have held. Its own hint says how to make it hold.</summary>
    private static Blame Unwanted(ValueTest test, Truth value, string place, string observed)
    {
        if (value == Truth.Undecided) return new Blame(ReasonCodes.ParameterType, place, test.Limit, observed, "Send a value of the type that the rule tests.");
        return new Blame(test is TypeValueTest ? ReasonCodes.ParameterValue : test.Code, place, test.Limit, observed, "Send another value.");
    }
}
