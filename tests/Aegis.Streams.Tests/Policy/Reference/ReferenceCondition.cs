using System.Text.Json;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Generation;
using ParameterPath = Aegis.Streams.Policy.Rules.ParameterPath;

namespace Aegis.Streams.Tests.Policy.Reference;

/// <summary>Evaluates conditions as the description of the policy language reads.</summary>
/// <param name="call">The call.</param>
/// <param name="parameters">Its parameters.</param>
internal sealed class ReferenceCondition(GeneratedCall call, JsonElement parameters)
{
    /// <summary>Evaluates a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="ifAbsent">What an absent optional value counts as: true under a permit, false under others, the other way round under each `not`.</param>
    public Kleene Evaluate(Condition condition, Kleene ifAbsent) => condition switch
    {
        AllOf all => KleeneLogic.And(all.Parts.Select(part => Evaluate(part, ifAbsent))),
        AnyOf any => KleeneLogic.Or(any.Parts.Select(part => Evaluate(part, ifAbsent))),
        Not not => KleeneLogic.Not(Evaluate(not.Part, KleeneLogic.Not(ifAbsent))),
        ParameterCondition parameter => Walk(parameters, 0, parameter, parameter.IsOptional ? ifAbsent : Kleene.Undecided),
        Comparison comparison => Compare(comparison),
        MoneyCondition money => Money(money),
        TimeWindow window => KleeneLogic.Of(IsOpen(window)),
        EgressCondition egress => Egress(egress, ifAbsent),
        AttributeCondition attribute => Attribute(attribute, ifAbsent),
        EnvironmentCondition environment => call.Environment is null ? Kleene.Undecided : KleeneLogic.Of(environment.Values.Contains(call.Environment)),
        _ => throw new NotSupportedException(condition.GetType().Name),
    };

    private Kleene Walk(JsonElement value, int depth, ParameterCondition condition, Kleene ifAbsent)
    {
        if (depth == condition.Path.Steps.Length) return KleeneLogic.And(condition.Tests.Select(test => ReferenceTest.Test(test, value, call.DecisionTime)));
        var step = condition.Path.Steps[depth];
        if (step.IsEachItem)
        {
            if (value.ValueKind != JsonValueKind.Array) return Kleene.Undecided;
            var items = value.EnumerateArray().Select(item => Walk(item, depth + 1, condition, ifAbsent));
            return condition.Quantifier == Quantifier.Every ? KleeneLogic.And(items) : KleeneLogic.Or(items);
        }

        if (value.ValueKind != JsonValueKind.Object) return Kleene.Undecided;
        if (value.TryGetProperty(step.Name!, out var member)) return Walk(member, depth + 1, condition, ifAbsent);
        if (condition.Tests.IsEmpty) return ifAbsent;
        return KleeneLogic.And(condition.Tests.Select(test => test is PresenceTest presence ? KleeneLogic.Of(!presence.IsPresent) : ifAbsent));
    }

    private JsonElement? Find(ParameterPath path)
    {
        JsonElement? value = parameters;
        foreach (var step in path.Steps)
            value = value is { ValueKind: JsonValueKind.Object } holder && holder.TryGetProperty(step.Name!, out var member) ? member : null;
        return value;
    }

    private Rational? Number(ParameterPath path) =>
        Find(path) is { ValueKind: JsonValueKind.Number } value ? Rational.Parse(value.GetRawText()) : null;

    private Rational? Compute(Expression expression)
    {
        if (expression is ConstantTerm constant) return Rational.Parse(constant.Value.ToString());
        if (expression is ParameterTerm term) return Number(term.Path);
        var operation = (Operation)expression;
        if (Compute(operation.Left) is not { } left || Compute(operation.Right) is not { } right) return null;
        return operation.Operator switch
        {
            ArithmeticOperator.Add => left + right,
            ArithmeticOperator.Subtract => left - right,
            _ => left * right,
        };
    }

    private Kleene Compare(Comparison comparison)
    {
        if (Compute(comparison.Left) is not { } left || Compute(comparison.Right) is not { } right) return Kleene.Undecided;
        var order = Rational.Compare(left, right);
        return KleeneLogic.Of(comparison.Operator switch
        {
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.NotEqual => order != 0,
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        });
    }

    private Kleene Money(MoneyCondition money)
    {
        if (Number(money.Amount) is not { } amount || Find(money.Currency) is not { ValueKind: JsonValueKind.String } currency) return Kleene.Undecided;
        return KleeneLogic.Of(money.Limits.Any(limit => limit.Currency == currency.GetString() && ReferenceTest.IsWithin(amount, new NumberRange(limit.Min, limit.Max))));
    }

    private Kleene Egress(EgressCondition egress, Kleene ifAbsent)
    {
        if (call.EgressTarget is null) return egress.IsOptional ? ifAbsent : Kleene.Undecided;
        return ReferenceTexts.IsWithin(call.EgressTarget, egress.Allowed.Entries) is { } isWithin ? KleeneLogic.Of(isWithin) : Kleene.Undecided;
    }

    private Kleene Attribute(AttributeCondition attribute, Kleene ifAbsent)
    {
        if (!call.Attributes.TryGetValue(attribute.Name, out var value)) return attribute.IsOptional ? ifAbsent : Kleene.Undecided;
        return KleeneLogic.Of(attribute.Values.IsEmpty || attribute.Values.Contains(value) != attribute.IsNegated);
    }

    private bool IsOpen(TimeWindow window)
    {
        var local = TimeZoneInfo.ConvertTime(call.DecisionTime, TimeZoneInfo.FindSystemTimeZoneById(window.Zone));
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (window.From < window.To) return Begins(local.DayOfWeek) && window.From <= time && time < window.To;
        return (Begins(local.DayOfWeek) && window.From <= time) || (Begins(local.AddDays(-1).DayOfWeek) && time < window.To);

        bool Begins(DayOfWeek day) => window.Days.IsEmpty || window.Days.Contains(day);
    }
}
