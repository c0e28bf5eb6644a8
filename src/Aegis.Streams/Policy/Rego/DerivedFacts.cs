using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>What the rules of a policy set need to be told of a call because Rego cannot work it out exactly.</summary>
public sealed class DerivedFacts
{
    private DerivedFacts(ImmutableArray<Condition> conditions)
    {
        var parameters = conditions.OfType<ParameterCondition>().ToImmutableArray();
        Instants = Paths(parameters, test => test is DateRange);
        Durations = Paths(parameters, test => test is DurationRange);
        Urls = Paths(parameters, test => test is EgressTest);
        Places = Paths(parameters, test => test is DecimalPlaces or TypeTest { Type: ParameterType.Integer });
        HasEgress = conditions.Any(condition => condition is EgressCondition);
        Zones = [.. conditions.OfType<TimeWindow>().Select(window => window.Zone).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Offsets = [.. parameters.SelectMany(parameter => parameter.Tests).OfType<DateRange>().SelectMany(Offset).Distinct().Order()];
        Expressions = conditions.OfType<Comparison>().SelectMany(comparison => new[] { comparison.Left, comparison.Right })
            .OfType<Operation>().DistinctBy(ExpressionText.Of).ToImmutableSortedDictionary(ExpressionText.Of, operation => (Expression)operation, StringComparer.Ordinal);
    }

    /// <summary>Gets the parameters whose texts are read as instants.</summary>
    internal ImmutableArray<ParameterPath> Instants { get; }

    /// <summary>Gets the parameters whose texts are read as durations.</summary>
    internal ImmutableArray<ParameterPath> Durations { get; }

    /// <summary>Gets the parameters whose texts are read as URLs.</summary>
    internal ImmutableArray<ParameterPath> Urls { get; }

    /// <summary>Gets the parameters whose decimals are counted.</summary>
    internal ImmutableArray<ParameterPath> Places { get; }

    /// <summary>Gets a value indicating whether the intent's own target is read.</summary>
    internal bool HasEgress { get; }

    /// <summary>Gets the time zones in which the decision time is told.</summary>
    internal ImmutableArray<string> Zones { get; }

    /// <summary>Gets the distances from the decision time that bound instants.</summary>
    internal ImmutableArray<TimeSpan> Offsets { get; }

    /// <summary>Gets the expressions that are computed, by their text.</summary>
    internal ImmutableSortedDictionary<string, Expression> Expressions { get; }

    /// <summary>Finds out what policies need.</summary>
    /// <param name="documents">The policies.</param>
    /// <returns>What they need.</returns>
    public static DerivedFacts Of(ImmutableArray<PolicyDocument> documents) =>
        new([.. documents.SelectMany(document => document.Rules).SelectMany(rule => ConditionWalk.Leaves(rule.When))]);

    private static ImmutableArray<ParameterPath> Paths(ImmutableArray<ParameterCondition> parameters, Func<ParameterTest, bool> isRead) =>
        [.. parameters.Where(parameter => parameter.Tests.Any(isRead)).Select(parameter => parameter.Path).Distinct()];

    private static IEnumerable<TimeSpan> Offset(DateRange range) =>
        new[] { range.NotBefore, range.NotAfter }.OfType<InstantBound>().Where(bound => bound.Instant is null).Select(bound => bound.Offset);
}
