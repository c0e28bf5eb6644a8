using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>
/// Prints conditions on parameters. A path is cut at its `[*]`: the members before the first are looked up in the arguments, and each
/// further run of members in an item, by a function of that item.
/// </summary>
internal sealed class ParameterPrinter(RegoModule module)
{
    private readonly TestPrinter _tests = new(module);

    public RegoTerm Print(ParameterCondition condition, Certainty want) => Print(condition, want, Runs(condition.Path), 0);

    private static ImmutableArray<ImmutableArray<string>> Runs(ParameterPath path)
    {
        var runs = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var run = ImmutableArray.CreateBuilder<string>();
        foreach (var step in path.Steps)
        {
            if (step.Name is { } name)
            {
                run.Add(name);
                continue;
            }

            runs.Add(run.ToImmutable());
            run.Clear();
        }

        runs.Add(run.ToImmutable());
        return runs.ToImmutable();
    }

    private static string Prefix(Certainty want, int level) => $"aegis_{(want == Certainty.True ? "true" : "false")}{(level > 0 ? "_item" : "")}";

    private RegoTerm Print(ParameterCondition condition, Certainty want, ImmutableArray<ImmutableArray<string>> runs, int level)
    {
        var holder = level == 0 ? "input.args" : "item";
        var names = runs[level];
        var cases = level == runs.Length - 1 ? TestCases(condition, want) : ItemCases(condition, want, runs, level);
        var clauses = cases.Select(lines => Bound(holder, names, lines)).ToList();
        if (names.Length > 0 && CountsIfAbsent(condition, want)) clauses.Add([$"aegis_absent({holder}, {RegoText.Names(names)})"]);
        return module.Define(Prefix(want, level), level == 0 ? "" : "item", clauses);
    }

    private IReadOnlyList<string[]> TestCases(ParameterCondition condition, Certainty want)
    {
        if (want == Certainty.False) return [.. condition.Tests.SelectMany(_tests.False)];
        var lines = condition.Tests.Select(_tests.True).ToArray();
        return lines.Contains(null) ? [] : [[.. lines.SelectMany(line => line!).Distinct(StringComparer.Ordinal)]];
    }

    private IReadOnlyList<string[]> ItemCases(ParameterCondition condition, Certainty want, ImmutableArray<ImmutableArray<string>> runs, int level)
    {
        var isOfAll = (condition.Quantifier == Quantifier.Every) == (want == Certainty.True);
        var item = Print(condition, want, runs, level + 1);
        if (item.Name is not { } passes)
        {
            if (item.IsAlways == isOfAll) return isOfAll ? [["is_array(value)"]] : [];
            return [["is_array(value)", isOfAll ? "count(value) < 1" : "count(value) > 0"]];
        }

        return isOfAll
            ? [["is_array(value)", $"every part in value {{\n\t\t{passes}(part)\n\t}}"]]
            : [["is_array(value)", "some part in value", $"{passes}(part)"]];
    }

    /// <summary>
    /// Says whether the wanted certainty is there if the parameter is absent. What is wanted of a condition is what speaks for the call, of
    /// a permit's that it holds and of another rule's that it does not, so an absence that counts for the call brings it either way.
    /// </summary>
    private static bool CountsIfAbsent(ParameterCondition condition, Certainty want)
    {
        bool Counts(ParameterTest test) => test is PresenceTest presence ? presence.IsPresent == (want == Certainty.False) : condition.IsOptional;
        if (condition.Tests.IsEmpty) return condition.IsOptional;
        return want == Certainty.True ? condition.Tests.All(Counts) : condition.Tests.Any(Counts);
    }

    private static string[] Bound(string holder, ImmutableArray<string> names, string[] lines)
    {
        if (names.Length == 0) return lines.Length == 0 ? [] : [$"value := {holder}", .. lines];
        var call = $"({holder}, {RegoText.Names(names)})";
        return lines.Length == 0 ? [$"aegis_present{call}"] : [$"value := aegis_get{call}", .. lines];
    }
}
