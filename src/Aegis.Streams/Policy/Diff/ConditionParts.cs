using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Policy.Language.Writing;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Diff;

/// <summary>The condition of a rule in its smallest parts, all of which must hold.</summary>
/// <param name="LetsThrough">Whether a call gets through where they hold: in a permit, and in another rule of which all is under `not` or `unless`.</param>
/// <param name="Parts">The parts.</param>
internal sealed record ConditionParts(bool LetsThrough, ImmutableArray<Condition> Parts)
{
    /// <summary>Takes the condition of a rule apart.</summary>
    public static ConditionParts Of(PolicyRule rule) => (rule.Effect, ConditionWalk.Demands(rule.When).ToList()) switch
    {
        (RuleEffect.Permit, var parts) => new(true, [.. parts.SelectMany(Split)]),
        (_, [Not not]) => new(true, [.. ConditionWalk.Demands(not.Part).SelectMany(Split)]),
        var (_, parts) => new(false, [.. parts.SelectMany(Split)]),
    };

    /// <summary>Gets what tells that two parts are two versions of one.</summary>
    public static string KeyOf(Condition part) => part switch
    {
        ParameterCondition { Tests: [var test] } parameter => $"{Spell(test).Key} {parameter.Path}{(parameter.Quantifier == Quantifier.Any ? " any" : "")}",
        ParameterCondition parameter => $"parameter {parameter.Path}",
        AttributeCondition attribute => $"attribute {attribute.Name}",
        MoneyCondition money => $"money {money.Amount}",
        _ => part.GetType().Name,
    };

    /// <summary>Shows a part, as what follows its key where it has one.</summary>
    public static (string? Key, string Value) Show(Condition part)
    {
        if (part is not ParameterCondition { Tests: [var test] } parameter || (parameter.Path.HasItems && parameter.Quantifier == Quantifier.Any)) return (null, Text(json => ConditionWriter.Write(json, part)));
        var (key, value) = Spell(test);
        return ($"{key} {parameter.Path}", parameter.IsOptional ? $"{value} (optional)" : value);
    }

    private static (string Key, string Value) Spell(ParameterTest test)
    {
        var text = Text(json =>
        {
            json.OpenObject();
            TestWriter.Write(json, test);
            json.CloseObject();
        });
        var end = text.IndexOf("\":", StringComparison.Ordinal);
        return end < 0 ? ("present", "true") : (text[2..end], text[(end + 2)..^1]);
    }

    private static string Text(Action<CanonicalJson> write)
    {
        var json = new CanonicalJson();
        write(json);
        return Encoding.UTF8.GetString(json.Written);
    }

    /// <summary>Splits the tests of a value. Under `match: any` they are tests of one item, and stay together.</summary>
    private static IEnumerable<Condition> Split(Condition condition)
    {
        if (condition is not ParameterCondition parameter || (parameter.Path.HasItems && parameter.Quantifier == Quantifier.Any)) return [condition];
        return parameter.Tests.IsEmpty ? [condition] : parameter.Tests.SelectMany(Split).Select(test => parameter with { Tests = [test] });
    }

    private static IEnumerable<ParameterTest> Split(ParameterTest test) => test switch
    {
        NumberRange { Min: not null, Max: not null } range => [range with { Max = null, IsMaxExcluded = false }, range with { Min = null, IsMinExcluded = false }],
        LengthRange { Min: not null, Max: not null } length => [length with { Max = null }, length with { Min = null }],
        ItemCount { Min: not null, Max: not null } count => [count with { Max = null }, count with { Min = null }],
        _ => [test],
    };
}
