using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.State;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests that a value is one of a list, by value and type.</summary>
internal sealed class OneOfTest : ValueTest
{
    private const int FewTexts = 8;
    private const int MaxShown = 8;

    private readonly OneOf _test;
    private readonly byte[][] _texts;
    private readonly FrozenSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>>? _manyTexts;
    private readonly ExactDecimal[] _numbers;
    private readonly bool _hasTrue;
    private readonly bool _hasFalse;
    private readonly Truth _ifFound;

    public OneOfTest(OneOf test)
    {
        _texts = [.. test.Values.OfType<TextLiteral>().Select(text => Encoding.UTF8.GetBytes(text.Value))];
        _numbers = [.. test.Values.OfType<NumberLiteral>().Select(number => number.Value)];
        foreach (var literal in test.Values.OfType<BooleanLiteral>()) (_hasTrue, _hasFalse) = (_hasTrue || literal.Value, _hasFalse || !literal.Value);
        _ifFound = Logic.Of(!test.IsNegated);
        if (_texts.Length > FewTexts) _manyTexts = _texts.ToFrozenSet(ByteArrayComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();
        _test = test;
    }

    public override string Code => ReasonCodes.ParameterValue;

    public override Truth Test(in PolicyCall call, in ParameterEntry value) => value.Kind switch
    {
        ParameterKind.String when _texts.Length > 0 => Result(HasText(call.Parameters, value)),
        ParameterKind.Number when _numbers.Length > 0 => ExactDecimal.TryParse(call.Parameters.Value(value), out var number)
            ? Result(Array.IndexOf(_numbers, number) >= 0)
            : Truth.Undecided,
        ParameterKind.True when _hasTrue || _hasFalse => Result(_hasTrue),
        ParameterKind.False when _hasTrue || _hasFalse => Result(_hasFalse),
        _ => Truth.Undecided,
    };

    protected override string WriteLimit() => _test.Values.Length <= MaxShown
        ? string.Join(", ", _test.Values.Select(Show))
        : string.Create(CultureInfo.InvariantCulture, $"{_test.Values.Length} values");

    protected override string WriteHint() => _test.IsNegated ? $"Send a value other than {Limit}." : $"Send one of: {Limit}.";

    private static string Show(Literal literal) => literal switch
    {
        TextLiteral text => text.Value,
        NumberLiteral number => number.Value.ToString(),
        BooleanLiteral { Value: true } => "true",
        _ => "false",
    };

    private bool HasText(ParameterTable parameters, in ParameterEntry value)
    {
        if (_manyTexts is { } many) return many.Contains(parameters.Unescaped(value));
        foreach (var text in _texts)
            if (parameters.StringEquals(value, text)) return true;
        return false;
    }

    private Truth Result(bool isFound) => isFound ? _ifFound : Logic.Negate(_ifFound);
}
