using System.Globalization;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>What the context says of one parameter. Every access stands behind its own `has`: an error would make Cedar skip the rule.</summary>
/// <param name="path">The parameter; without `[*]`.</param>
internal sealed class CedarParameter(ParameterPath path)
{
    private readonly string _key = CedarText.Quote(CedarKey.Of(path));

    public string IsPresent => $"context.kind has {_key}";

    public string IsNumber => $"context.floor has {_key}";

    public string IsText => $"context.text has {_key}";

    public string IsBoolean => $"context.truth has {_key}";

    /// <summary>Gets the size of a text in code points, or of an array in items. Only behind a test of the kind.</summary>
    public string Size => $"context.size[{_key}]";

    public string Text => $"context.text[{_key}]";

    public string Truth => $"context.truth[{_key}]";

    private string Floor => $"context.floor[{_key}]";

    private string Ceiling => $"context.ceiling[{_key}]";

    /// <summary>Gets that the parameter is absent: one of the objects on the way to it, each of them an object, lacks the next name.</summary>
    public string IsAbsent()
    {
        var holders = Enumerable.Range(0, path.Steps.Length).Select(length => CedarText.Quote(CedarKey.Of(path.Steps.Take(length)))).ToList();
        var absent = CedarText.False;
        for (var i = 0; i < path.Steps.Length; i++)
        {
            var key = i + 1 < holders.Count ? holders[i + 1] : _key;
            var holder = i == 0 ? CedarText.True : IsKind(holders[i], "object");
            absent = CedarText.Or(absent, CedarText.And(holder, CedarText.Not($"context.kind has {key}")));
        }

        return absent;
    }

    public string IsKind(params IReadOnlyCollection<string> kinds) => IsKind(_key, kinds);

    /// <summary>Compares the number with a whole one.</summary>
    /// <param name="operation">How.</param>
    /// <param name="bound">The whole number as Cedar writes it.</param>
    public string Compare(ComparisonOperator operation, string bound) => operation switch
    {
        ComparisonOperator.Less => $"{Floor} < {bound}",
        ComparisonOperator.LessOrEqual => $"{Ceiling} <= {bound}",
        ComparisonOperator.Greater => $"{Ceiling} > {bound}",
        ComparisonOperator.GreaterOrEqual => $"{Floor} >= {bound}",
        ComparisonOperator.Equal => CedarText.And($"{Floor} == {bound}", $"{Ceiling} == {bound}"),
        _ => CedarText.Or($"{Floor} != {bound}", $"{Ceiling} != {bound}"),
    };

    /// <summary>Says that the size lies between bounds.</summary>
    public string HasSize(int? min, int? max) => CedarText.And(
        min is { } least ? string.Create(CultureInfo.InvariantCulture, $"{Size} >= {least}") : CedarText.True,
        max is { } most ? string.Create(CultureInfo.InvariantCulture, $"{Size} <= {most}") : CedarText.True);

    private static string IsKind(string key, params IReadOnlyCollection<string> kinds)
    {
        var same = kinds.Count == 1 ? $"context.kind[{key}] == {CedarText.Quote(kinds.First())}" : $"{CedarText.Set(kinds)}.contains(context.kind[{key}])";
        return CedarText.And($"context.kind has {key}", same);
    }
}
