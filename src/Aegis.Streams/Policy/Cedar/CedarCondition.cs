using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>
/// Says conditions. Cedar's expressions are true, false or an error that skips the rule; ours are true, false or undecided. So a condition is
/// said twice, each time without errors: that it is certainly true, and that it is certainly false. A permit asks for the first, every other
/// effect applies unless the second holds.
/// </summary>
/// <param name="refuse">Takes the reason why Cedar cannot say a condition.</param>
internal sealed class CedarCondition(Action<string> refuse)
{
    /// <summary>Says that a condition is certainly true.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="isFavourable">Whether a true condition counts for the call here.</param>
    public string IsTrue(Condition condition, bool isFavourable) => condition switch
    {
        AllOf all => CedarText.And(all.Parts.Select(part => IsTrue(part, isFavourable))),
        AnyOf any => CedarText.Or(any.Parts.Select(part => IsTrue(part, isFavourable))),
        Not not => IsFalse(not.Part, !isFavourable),
        ParameterCondition parameter => Parameter(parameter, isFavourable, isTrue: true),
        _ => Simple(condition, isFavourable, isTrue: true),
    };

    /// <summary>Says that a condition is certainly false.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="isFavourable">Whether a true condition counts for the call here.</param>
    public string IsFalse(Condition condition, bool isFavourable) => condition switch
    {
        AllOf all => CedarText.Or(all.Parts.Select(part => IsFalse(part, isFavourable))),
        AnyOf any => CedarText.And(any.Parts.Select(part => IsFalse(part, isFavourable))),
        Not not => IsTrue(not.Part, !isFavourable),
        ParameterCondition parameter => Parameter(parameter, isFavourable, isTrue: false),
        _ => Simple(condition, isFavourable, isTrue: false),
    };

    private string Parameter(ParameterCondition condition, bool isFavourable, bool isTrue)
    {
        if (condition.Path.HasItems)
        {
            refuse($"Cedar cannot test every item of an array, as `{condition.Path}` asks");
            return CedarText.False;
        }

        var parameter = new CedarParameter(condition.Path);
        var tests = condition.Tests.Select(test => CedarTest.Of(test, parameter, refuse)).ToList();
        if (tests.Count == 0) tests.Add(new CedarTest(parameter.IsPresent, CedarText.True));
        var isCertain = isTrue ? CedarText.And(tests.Select(test => test.IsTrue)) : CedarText.Or(tests.Select(test => test.IsFalse));
        return condition.IsOptional && isFavourable == isTrue ? CedarText.Or(parameter.IsAbsent(), isCertain) : isCertain;
    }

    private string Simple(Condition condition, bool isFavourable, bool isTrue)
    {
        var test = condition switch
        {
            Comparison comparison => CedarNumbers.Of(comparison, refuse),
            MoneyCondition money => CedarNumbers.Of(money, refuse),
            AttributeCondition attribute => Attribute(attribute, isFavourable),
            EnvironmentCondition environment => new CedarTest("context has environment", $"{CedarText.Set(environment.Values)}.contains(context.environment)"),
            TimeWindow => Refused("Cedar knows no time zones"),
            EgressCondition => Refused("Cedar cannot take a URL apart"),
            _ => Refused($"{condition.GetType().Name} has no form in Cedar"),
        };
        return isTrue ? test.IsTrue : test.IsFalse;
    }

    private static CedarTest Attribute(AttributeCondition condition, bool isFavourable)
    {
        var key = CedarText.Quote(CedarKey.OfAttribute(condition.Name));
        var isThere = $"context.attributes has {key}";
        var holds = condition.Values.IsEmpty ? CedarText.True : $"{CedarText.Set(condition.Values)}.contains(context.attributes[{key}])";
        if (condition.IsNegated) holds = CedarText.Not(holds);
        if (!condition.IsOptional) return new CedarTest(isThere, holds);
        return new CedarTest(
            CedarText.True,
            isFavourable ? CedarText.Or(CedarText.Not(isThere), CedarText.And(isThere, holds)) : CedarText.And(isThere, holds));
    }

    private CedarTest Refused(string reason)
    {
        refuse(reason);
        return new CedarTest(CedarText.False, CedarText.False);
    }
}
