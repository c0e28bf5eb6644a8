using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests an amount against the bounds of its currency.</summary>
internal sealed class MoneyCheck(MoneyCondition condition) : CompiledCondition
{
    private readonly ParameterStep[] _amount = ParameterStep.Of(condition.Amount);
    private readonly ParameterStep[] _currency = ParameterStep.Of(condition.Currency);
    private readonly (byte[] Currency, ExactDecimal? Min, ExactDecimal? Max)[] _limits =
        [.. condition.Limits.Select(limit => (Encoding.UTF8.GetBytes(limit.Currency), limit.Min, limit.Max))];

    public override Truth Evaluate(in PolicyCall call)
    {
        var parameters = call.Parameters;
        var (amount, currency) = (ParameterStep.Find(_amount, parameters), ParameterStep.Find(_currency, parameters));
        if (amount < 0 || currency < 0 || parameters[amount].Kind != ParameterKind.Number || parameters[currency].Kind != ParameterKind.String) return Truth.Undecided;
        if (!ExactDecimal.TryParse(parameters.Value(parameters[amount]), out var value)) return Truth.Undecided;
        foreach (var limit in _limits)
        {
            if (!parameters.StringEquals(parameters[currency], limit.Currency)) continue;
            return Logic.Of((limit.Min is not { } min || value >= min) && (limit.Max is not { } max || value <= max));
        }

        return Truth.False;
    }

    public override void Explain(in PolicyCall call, Truth wanted, BlameList blames)
    {
        var parameters = call.Parameters;
        var (amount, currency) = (ParameterStep.Find(_amount, parameters), ParameterStep.Find(_currency, parameters));
        if (amount < 0 || parameters[amount].Kind != ParameterKind.Number)
            blames.Add(wanted, Unreadable(condition.Amount, amount < 0 ? null : parameters[amount].Kind, "number"));
        else if (currency < 0 || parameters[currency].Kind != ParameterKind.String)
            blames.Add(wanted, Unreadable(condition.Currency, currency < 0 ? null : parameters[currency].Kind, "string"));
        else
            blames.Add(wanted, new Blame(ReasonCodes.MoneyLimit, $"parameters.{condition.Amount.Text}", Limits(), "number", $"Send an amount {(wanted == Truth.True ? "within" : "outside")} the bounds of its currency."));
    }

    private static Blame Unreadable(ParameterPath path, ParameterKind? kind, string type) => new(
        kind is null ? ReasonCodes.ParameterMissing : ReasonCodes.ParameterType,
        $"parameters.{path.Text}", type, kind is { } found ? ValueTest.NameOf(found) : "absent", $"Send a JSON {type}.");

    private string Limits() => string.Join(", ", condition.Limits.Select(limit => $"{limit.Currency} {limit.Min?.ToString() ?? ""}..{limit.Max?.ToString() ?? ""}"));
}
