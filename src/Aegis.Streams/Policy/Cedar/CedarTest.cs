using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>A test of one parameter as two expressions, neither of which can fail: when it is decided, and what it says then.</summary>
/// <param name="IsDecided">When the test is decided.</param>
/// <param name="Holds">What it says; only read where it is decided.</param>
internal readonly record struct CedarTest(string IsDecided, string Holds)
{
    public string IsTrue => CedarText.And(IsDecided, Holds);

    public string IsFalse => CedarText.And(IsDecided, CedarText.Not(Holds));

    /// <summary>Says a test.</summary>
    /// <param name="test">The test.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="refuse">Takes the reason why Cedar cannot say it.</param>
    public static CedarTest Of(ParameterTest test, CedarParameter parameter, Action<string> refuse) => test switch
    {
        PresenceTest presence => new CedarTest(CedarText.Or(parameter.IsPresent, parameter.IsAbsent()), presence.IsPresent ? parameter.IsPresent : CedarText.Not(parameter.IsPresent)),
        TypeTest type => new CedarTest(parameter.IsPresent, parameter.IsKind(KindsOf(type.Type))),
        NumberRange range => new CedarTest(parameter.IsNumber, Range(range, parameter, refuse)),
        OneOf oneOf => OneOf(oneOf, parameter, refuse),
        AffixTest affix => new CedarTest(parameter.IsText, CedarText.Or(affix.Texts.Select(text => Affix(text, affix.IsSuffix, parameter)))),
        LengthRange length => new CedarTest(parameter.IsText, parameter.HasSize(length.Min, length.Max)),
        ItemCount count => new CedarTest(parameter.IsKind("array"), parameter.HasSize(count.Min, count.Max)),
        PatternTest => Refused(refuse, "Cedar has no patterns"),
        DecimalPlaces => Refused(refuse, "Cedar sees no digits after the point"),
        DateRange => Refused(refuse, "Cedar would skip the rule for a text that is no date"),
        DurationRange => Refused(refuse, "Cedar would skip the rule for a text that is no duration"),
        EgressTest => Refused(refuse, "Cedar cannot take a URL apart"),
        _ => Refused(refuse, $"{test.GetType().Name} has no form in Cedar"),
    };

    private static CedarTest Refused(Action<string> refuse, string reason)
    {
        refuse(reason);
        return new CedarTest(CedarText.False, CedarText.False);
    }

    private static string[] KindsOf(ParameterType type) => type switch
    {
        ParameterType.Number => ["integer", "number"],
        ParameterType.Integer => ["integer"],
        ParameterType.String => ["string"],
        ParameterType.Boolean => ["boolean"],
        ParameterType.Object => ["object"],
        ParameterType.Array => ["array"],
        _ => ["null"],
    };

    private static string Range(NumberRange range, CedarParameter parameter, Action<string> refuse)
    {
        var parts = new List<string>();
        if (range.Min is { } min) parts.Add(CedarNumbers.Compare(parameter, range.IsMinExcluded ? ComparisonOperator.Greater : ComparisonOperator.GreaterOrEqual, min, refuse));
        if (range.Max is { } max) parts.Add(CedarNumbers.Compare(parameter, range.IsMaxExcluded ? ComparisonOperator.Less : ComparisonOperator.LessOrEqual, max, refuse));
        return CedarText.And(parts);
    }

    private static CedarTest OneOf(OneOf oneOf, CedarParameter parameter, Action<string> refuse)
    {
        var texts = oneOf.Values.OfType<TextLiteral>().Select(literal => literal.Value).ToList();
        var numbers = oneOf.Values.OfType<NumberLiteral>().Select(literal => CedarNumbers.Compare(parameter, ComparisonOperator.Equal, literal.Value, refuse)).ToList();
        var booleans = oneOf.Values.OfType<BooleanLiteral>().Select(literal => literal.Value ? parameter.Truth : CedarText.Not(parameter.Truth)).ToList();

        var kinds = new List<(string Guard, string Equal)>();
        if (texts.Count > 0) kinds.Add((parameter.IsText, $"{CedarText.Set(texts)}.contains({parameter.Text})"));
        if (numbers.Count > 0) kinds.Add((parameter.IsNumber, CedarText.Or(numbers)));
        if (booleans.Count > 0) kinds.Add((parameter.IsBoolean, CedarText.Or(booleans)));
        var holds = CedarText.Or(kinds.Select(kind => CedarText.And(kind.Guard, kind.Equal)));
        return new CedarTest(CedarText.Or(kinds.Select(kind => kind.Guard)), oneOf.IsNegated ? CedarText.Not(holds) : holds);
    }

    private static string Affix(string text, bool isSuffix, CedarParameter parameter)
    {
        var escaped = CedarText.Escape(text, isPattern: true);
        return $"{parameter.Text} like \"{(isSuffix ? $"*{escaped}" : $"{escaped}*")}\"";
    }
}
