using System.Globalization;
using Aegis.Streams.Policy.Language.Expressions;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Writing;

/// <summary>Writes conditions that have their one form (<see cref="ConditionForm"/>).</summary>
internal static class ConditionWriter
{
    public static void WriteList(CanonicalJson json, string key, IEnumerable<Condition> conditions)
    {
        json.Key(key);
        json.OpenArray();
        foreach (var condition in conditions) Write(json, condition);
        json.CloseArray();
    }

    public static void Write(CanonicalJson json, Condition condition)
    {
        json.OpenObject();
        WriteKeys(json, condition);
        json.CloseObject();
    }

    private static void WriteKeys(CanonicalJson json, Condition condition)
    {
        switch (condition)
        {
            case ParameterCondition parameter:
                WriteParameter(json, parameter);
                break;
            case Comparison comparison:
                json.Write("compare", ComparisonText.Of(comparison));
                break;
            case MoneyCondition money:
                WriteMoney(json, money);
                break;
            case TimeWindow window:
                WriteWindow(json, window);
                break;
            case EgressCondition egress:
                json.WriteTexts("egress", CanonicalSets.Of(egress.Allowed.Entries).Select(entry => entry.ToString()));
                json.WriteTrue("optional", egress.IsOptional);
                break;
            case AttributeCondition attribute:
                json.Write("attribute", attribute.Name);
                json.WriteTexts(attribute.IsNegated ? "not_in" : "in", CanonicalSets.Of(attribute.Values));
                json.WriteTrue("optional", attribute.IsOptional);
                break;
            case EnvironmentCondition environment:
                json.WriteTexts("environment", CanonicalSets.Of(environment.Values));
                break;
            case AnyOf any:
                WriteList(json, "any", any.Parts);
                break;
            case AllOf all:
                WriteList(json, "all", all.Parts);
                break;
            case Not not:
                json.Key("not");
                Write(json, not.Part);
                break;
            default:
                throw new NotSupportedException($"A condition of type {condition.GetType().Name} has no form in the language.");
        }
    }

    private static void WriteParameter(CanonicalJson json, ParameterCondition parameter)
    {
        json.Write("parameter", parameter.Path.Text);
        if (parameter.Path.HasItems && parameter.Quantifier == Quantifier.Any) json.Write("match", "any");
        json.WriteTrue("optional", parameter.IsOptional);
        var tests = parameter.Tests.Length < 2 ? parameter.Tests : parameter.Tests.Sort((left, right) => TestWriter.Order(left).CompareTo(TestWriter.Order(right)));
        foreach (var test in tests) TestWriter.Write(json, test);
    }

    private static void WriteMoney(CanonicalJson json, MoneyCondition money)
    {
        json.Key("money");
        json.OpenObject();
        json.Write("amount", money.Amount.Text);
        json.Write("currency", money.Currency.Text);
        json.Key("limits");
        json.OpenObject();
        foreach (var limit in CanonicalSets.Of(money.Limits))
        {
            json.Key(limit.Currency);
            json.OpenObject();
            json.Write("min", limit.Min);
            json.Write("max", limit.Max);
            json.CloseObject();
        }

        json.CloseObject();
        json.CloseObject();
    }

    private static void WriteWindow(CanonicalJson json, TimeWindow window)
    {
        json.Key("time");
        json.OpenObject();
        json.Write("zone", window.Zone);
        json.WriteTexts("days", CanonicalSets.Of(window.Days).Select(PolicyWords.Of));
        json.Write("from", window.From.ToString("HH:mm", CultureInfo.InvariantCulture));
        json.Write("to", window.To.ToString("HH:mm", CultureInfo.InvariantCulture));
        json.CloseObject();
    }
}
