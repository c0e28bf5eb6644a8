using System.Text.Json;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Testing;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Results of tests, for people and for programs.</summary>
internal static class TestOutput
{
    /// <summary>Writes results.</summary>
    /// <param name="run">The run.</param>
    /// <param name="results">The results.</param>
    /// <param name="withCoverage">Whether what was not reached is shown too.</param>
    public static void Write(CommandRun run, PolicyTestRun results, bool withCoverage)
    {
        if (run.IsJson)
        {
            foreach (var result in results.Results) run.Data.WriteJson(json => WriteResult(json, result));
            run.Data.WriteJson(json => WriteSummary(json, results, withCoverage));
            return;
        }

        foreach (var result in results.Results.Where(result => !result.Passed)) ShowFailure(run, result);
        if (withCoverage) ShowMissing(run, results.Coverage);
        run.Data.WriteLine($"{PolicyPaths.Count(results.Results.Length, "test")}, {results.Failed} failed; {results.Coverage.Percent} % reached, {results.Coverage.Covered} of {PolicyPaths.Count(results.Coverage.Total, "point")}");
    }

    private static void ShowFailure(CommandRun run, FixtureResult result)
    {
        var place = result.Fixture.Place;
        run.Data.WriteLine($"{run.Data.Paint(Ink.Red, "FAILED")} {TerminalText.Clean($"{place.File}:{place.Line}: {result.Fixture.Name}")}");
        foreach (var failure in result.Failures) run.Data.WriteLine($"  {TerminalText.Clean(failure)}");
    }

    private static void ShowMissing(CommandRun run, PolicyCoverage coverage)
    {
        foreach (var rule in coverage.Rules)
        {
            if (rule.Applied == 0) Line(run, $"{rule.RuleId}: never applied");
            if (rule is { IsConditional: true, Silent: 0 }) Line(run, $"{rule.RuleId}: never kept silent by its condition");
            foreach (var boundary in coverage.Boundaries.Where(boundary => boundary.RuleId == rule.RuleId))
            {
                var missing = boundary.Points.Where(point => !point.IsTried).Select(point => point.Name).ToArray();
                if (missing.Length > 0) Line(run, $"{rule.RuleId}: {boundary.Path}{(boundary.Bound is { } bound ? $" {bound}" : "")}: not tried {string.Join(", ", missing)}");
            }
        }
    }

    private static void Line(CommandRun run, string text) => run.Data.WriteLine(TerminalText.Clean(text));

    private static void WriteResult(Utf8JsonWriter json, FixtureResult result)
    {
        json.WriteStartObject();
        json.WriteString("test", result.Fixture.Name);
        json.WriteString("file", result.Fixture.Place.File);
        json.WriteNumber("line", result.Fixture.Place.Line);
        json.WriteBoolean("passed", result.Passed);
        json.WriteString("outcome", OutcomeWords.Of(result.Answer.Outcome));
        if (!result.Passed)
        {
            json.WriteStartArray("failures");
            foreach (var failure in result.Failures) json.WriteStringValue(failure);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, PolicyTestRun results, bool withCoverage)
    {
        json.WriteStartObject();
        json.WriteNumber("tests", results.Results.Length);
        json.WriteNumber("failed", results.Failed);
        json.WriteNumber("percent", results.Coverage.Percent);
        json.WriteNumber("covered", results.Coverage.Covered);
        json.WriteNumber("points", results.Coverage.Total);
        if (withCoverage) WriteCoverage(json, results.Coverage);
        json.WriteEndObject();
    }

    private static void WriteCoverage(Utf8JsonWriter json, PolicyCoverage coverage)
    {
        json.WriteStartArray("rules");
        foreach (var rule in coverage.Rules)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule.RuleId);
            json.WriteNumber("applied", rule.Applied);
            json.WriteNumber("silent", rule.Silent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("bounds");
        foreach (var boundary in coverage.Boundaries)
        {
            json.WriteStartObject();
            json.WriteString("rule", boundary.RuleId);
            json.WriteString("path", boundary.Path);
            if (boundary.Bound is { } bound) json.WriteString("bound", bound);
            foreach (var point in boundary.Points) json.WriteBoolean(point.Name, point.IsTried);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
