using Aegis.Streams.Catalog;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy;

/// <summary>Policy's demand that a call be checked against the tenant's catalog, made ready.</summary>
public sealed class CatalogCheck
{
    private readonly string?[] _paths;
    private readonly ParameterStep[]?[] _steps;
    private readonly bool[] _isInItem;
    private readonly bool[] _isOptional;

    /// <summary>Initializes a check.</summary>
    /// <param name="ruleId">The rule that demands it.</param>
    /// <param name="demand">What it demands.</param>
    internal CatalogCheck(string ruleId, CatalogDemand demand)
    {
        RuleId = ruleId;
        var paths = new[] { demand.Sku, demand.Price, demand.Currency, demand.Discount };
        var each = demand.Sku.Steps.IndexOf(PathStep.EachItem);
        if (each >= 0)
        {
            var items = ParameterPath.Of(demand.Sku.Steps[..each]);
            (Items, ItemsPath) = (ParameterStep.Of(items), items.Text);
        }

        _isOptional = [false, demand.IsPriceOptional, demand.IsCurrencyOptional, demand.IsDiscountOptional];
        _paths = [.. paths.Select(path => path?.Text)];
        _isInItem = [.. paths.Select(path => path?.HasItems == true)];
        _steps = [.. paths.Select((path, index) => path is null ? null : ParameterStep.Of(_isInItem[index] ? path.Steps[(each + 1)..] : path.Steps))];
    }

    /// <summary>Gets the rule that demands it.</summary>
    public string RuleId { get; }

    /// <summary>Gets the way to the array whose items are checked one by one; <see langword="null"/>: the call as a whole is checked.</summary>
    internal ParameterStep[]? Items { get; }

    /// <summary>Gets the path of that array.</summary>
    internal string? ItemsPath { get; }

    /// <summary>Gets the path of a field; <see langword="null"/>: it is not checked.</summary>
    internal string? Path(CatalogField field) => _paths[(int)field];

    /// <summary>Gets the way to a field; <see langword="null"/>: it is not checked.</summary>
    internal ParameterStep[]? Steps(CatalogField field) => _steps[(int)field];

    /// <summary>Says whether a call may leave a field out.</summary>
    internal bool IsOptional(CatalogField field) => _isOptional[(int)field];

    /// <summary>Says whether a field is looked for in each item, or else in the parameters as a whole.</summary>
    internal bool IsInItem(CatalogField field) => _isInItem[(int)field];
}
