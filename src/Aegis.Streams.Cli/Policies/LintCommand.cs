using System.CommandLine;
using System.Text.Json;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Lint;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy lint`: finds what loads and is probably not meant.</summary>
internal static class LintCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Policy files, or folders of them: the whole set together.", Arity = ArgumentArity.OneOrMore };
        var denies = new Option<bool>("--deny-warnings") { Description = "Exit with 1 if there are warnings; notes never count." };
        var verb = new Verb("lint", "Find what policies allow in the language and probably do not mean. Shadowed and unreachable rules, contradictions, tests that let too much through; docs/policy-lint.md explains each finding.")
        {
            Examples = ["aegis policy lint policies", "aegis policy lint base acme --deny-warnings --json"],
        };
        verb.Add(paths);
        verb.Add(denies);
        return verb.Runs(run =>
        {
            var files = PolicyLoader.ReadFiles(run.Value(paths));
            var findings = PolicyLint.Check(PolicyPaths.Require(run, PolicyLoader.LoadDocuments(files), files));
            var renderer = new DiagnosticRenderer(run.Data.IsColorful);
            foreach (var finding in findings) Write(run, files, finding, renderer);
            var warnings = findings.Count(finding => finding.Diagnostic.Severity == Severity.Warning);
            run.Talk.Note($"{Count(warnings, "warning")}, {Count(findings.Length - warnings, "note")}");
            return warnings > 0 && run.Value(denies) ? ExitCodes.Fault : ExitCodes.Done;
        });
    }

    private static void Write(CommandRun run, PolicyFileReading files, LintFinding finding, DiagnosticRenderer renderer)
    {
        run.Stopping.ThrowIfCancellationRequested();
        if (run.IsJson) run.Data.WriteJson(json => Write(json, finding));
        else run.Data.WriteLine(renderer.Render(finding.Diagnostic, files.TextOf(finding.Diagnostic.File)));
    }

    private static void Write(Utf8JsonWriter json, LintFinding finding)
    {
        var diagnostic = finding.Diagnostic;
        json.WriteStartObject();
        json.WriteString("lint", finding.Lint);
        json.WriteString("severity", diagnostic.Severity == Severity.Note ? "note" : "warning");
        json.WriteString("name", finding.Name);
        json.WriteString("file", diagnostic.File);
        json.WriteNumber("line", diagnostic.Line);
        json.WriteNumber("column", diagnostic.Column);
        json.WriteString("message", diagnostic.Message);
        json.WriteString("help", diagnostic.Help);
        json.WriteEndObject();
    }

    private static string Count(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
