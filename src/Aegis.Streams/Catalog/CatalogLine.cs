using System.Globalization;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;

namespace Aegis.Streams.Catalog;

/// <summary>One thing that a call sells: the whole call, or one item of an array in it.</summary>
internal readonly struct CatalogLine
{
    private readonly CatalogCheck _check;
    private readonly ParameterTable _parameters;
    private readonly int _item;
    private readonly int _position;

    private CatalogLine(CatalogCheck check, ParameterTable parameters, int item, int position)
    {
        _check = check;
        _parameters = parameters;
        _item = item;
        _position = position;
    }

    /// <summary>Lists what a call sells.</summary>
    /// <param name="check">The demand.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="findings">Takes what keeps them from being read.</param>
    /// <returns>The lines; none: there is a finding.</returns>
    public static List<CatalogLine> Of(CatalogCheck check, ParameterTable parameters, List<Finding> findings)
    {
        if (check.Items is not { } path) return [new CatalogLine(check, parameters, 0, -1)];
        var lines = new List<CatalogLine>();
        var array = ParameterStep.Find(path, parameters);
        if (array < 0 || parameters[array].Kind != ParameterKind.Array)
        {
            var code = array == ParameterCheck.Absent ? ReasonCodes.ParameterMissing : ReasonCodes.ParameterType;
            findings.Add(Finding.Deny(code, $"parameters.{check.ItemsPath}", "Send an array with at least one item.", check.RuleId));
            return lines;
        }

        for (var item = array + 1; item < parameters[array].Next; item = parameters[item].Next) lines.Add(new CatalogLine(check, parameters, item, lines.Count));
        if (lines.Count == 0) findings.Add(Finding.Deny(ReasonCodes.ParameterItems, $"parameters.{check.ItemsPath}", "Send at least one item.", check.RuleId));
        return lines;
    }

    /// <summary>Reads the SKU.</summary>
    /// <param name="findings">Takes what is wrong with it.</param>
    /// <returns>The SKU as sent; <see langword="null"/>: there is a finding.</returns>
    public string? ReadSku(List<Finding> findings)
    {
        var entry = Find(CatalogField.Sku);
        if (entry >= 0 && _parameters[entry].Kind == ParameterKind.String) return Encoding.UTF8.GetString(_parameters.Unescaped(_parameters[entry]));
        findings.Add(Deny(
            entry == ParameterCheck.Absent ? ReasonCodes.ParameterMissing : ReasonCodes.ParameterType, CatalogField.Sku,
            "Send sku as a JSON string, the exact SKU of the catalog."));
        return null;
    }

    public Finding UnknownSku() => Deny(ReasonCodes.SkuUnknown, CatalogField.Sku, "Send a SKU exactly as the catalog spells it.");

    public Finding Deny(string code, CatalogField field, string hint) => Finding.Deny(code, Place(field), hint, _check.RuleId);

    public void TestCurrency(CatalogItem item, List<Finding> findings)
    {
        var entry = Find(CatalogField.Currency);
        if (entry == ParameterCheck.Absent)
        {
            // A price would be compared as if it were in the item's currency, whatever the sender means.
            TestAbsence(CatalogField.Currency, _check.IsOptional(CatalogField.Currency) && Find(CatalogField.Price) == ParameterCheck.Absent, "Send the currency of the price, an ISO 4217 code.", findings);
            return;
        }

        if (item.Currency is not { } currency) return;
        if (entry >= 0 && _parameters[entry].Kind == ParameterKind.String && Encoding.UTF8.GetString(_parameters.Unescaped(_parameters[entry])) == currency) return;
        findings.Add(Answer(DecisionOutcome.Deny, ReasonCodes.CurrencyMismatch, CatalogField.Currency, currency, "Quote in the currency of the catalog, an ISO 4217 code."));
    }

    public void TestPrice(CatalogItem item, List<Finding> findings)
    {
        var entry = Find(CatalogField.Price);
        if (entry == ParameterCheck.Absent)
        {
            TestAbsence(CatalogField.Price, _check.IsOptional(CatalogField.Price), "Send the price, which is compared with the floor price of the item.", findings);
            return;
        }

        if (!TryReadDecimal(entry, out var price) || price.IsNegative)
        {
            findings.Add(Deny(ReasonCodes.InvalidPrice, CatalogField.Price, "Send the price as a decimal number of 0 and up, such as \"129.00\"."));
            return;
        }

        if (item.FloorPriceMinor is not { } floorMinor) return;
        var floor = ExactDecimal.FromMinorUnits(floorMinor, Currencies.Decimals(item.Currency!));
        if (price >= floor) return;
        findings.Add(Answer(
            DecisionOutcome.ApprovalNeeded, ReasonCodes.PriceBelowFloor, CatalogField.Price, floor.ToString(), "Ask for approval, or quote at least the floor price."));
    }

    public void TestDiscount(CatalogItem item, List<Finding> findings)
    {
        var entry = Find(CatalogField.Discount);
        if (entry == ParameterCheck.Absent)
        {
            TestAbsence(CatalogField.Discount, _check.IsOptional(CatalogField.Discount), "Send the discount in percent, 0 if there is none.", findings);
            return;
        }

        if (item.MaxDiscountPercent is not { } limit) return;
        if (entry < 0 || _parameters[entry].Kind != ParameterKind.Number || !ExactDecimal.TryParse(_parameters.Value(_parameters[entry]), out var discount))
            findings.Add(Deny(ReasonCodes.ParameterType, CatalogField.Discount, "Send the discount in percent as a JSON number, such as 12.5."));
        else if (discount > limit)
            findings.Add(Answer(DecisionOutcome.ApprovalNeeded, ReasonCodes.SkuDiscountOverLimit, CatalogField.Discount, limit.ToString(), "Ask for approval, or offer a discount within the limit of the item."));
    }

    /// <summary>What the demand names and the call does not send cannot be told, and counts against the call, whatever the item is like.</summary>
    private void TestAbsence(CatalogField field, bool isAccepted, string hint, List<Finding> findings)
    {
        if (!isAccepted && _check.Path(field) is not null) findings.Add(Deny(ReasonCodes.ParameterMissing, field, hint));
    }

    private Finding Answer(DecisionOutcome outcome, string code, CatalogField field, string limit, string hint) =>
        new(outcome, new Reason(code, Place(field), limit, hint, _check.RuleId));

    private int Find(CatalogField field) => _check.Steps(field) is not { } steps
        ? ParameterCheck.Absent
        : ParameterStep.Find(steps, _parameters, _check.IsInItem(field) ? _item : 0);

    private string Place(CatalogField field)
    {
        var path = _check.Path(field)!;
        return $"parameters.{(_check.IsInItem(field) ? path.Replace("[*]", string.Create(CultureInfo.InvariantCulture, $"[{_position}]"), StringComparison.Ordinal) : path)}";
    }

    /// <summary>Reads a number, or a text that spells one as JSON does: amounts travel as texts so that no reader rounds them.</summary>
    private bool TryReadDecimal(int entry, out ExactDecimal value)
    {
        value = default;
        if (entry < 0 || _parameters[entry].Kind is not (ParameterKind.Number or ParameterKind.String)) return false;
        return ExactDecimal.TryParse(_parameters.Unescaped(_parameters[entry]), out value);
    }
}
