using System.CommandLine;
using System.Text;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Testing;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy test`: asks policies what their tests expect.</summary>
internal sealed class TestCommand
{
    private readonly Argument<string[]> _paths = PolicyPaths.Argument();
    private readonly Option<string[]> _fixtures = new("--fixtures") { Description = "Files of tests, or folders of them. Default: what lies beside the policies and ends in .test.yaml. May be repeated.", HelpName = "PATH" };
    private readonly Option<bool> _coverage = new("--coverage") { Description = "Show which rules and which bounds of parameters the tests did not reach." };
    private readonly NumberOption _threshold = new("--threshold", "Fail if the tests reach less than this many percent.", least: 0, most: 100);
    private readonly Option<string?> _junit = new("--junit") { Description = "Also write the results as JUnit XML.", HelpName = "FILE" };
    private readonly TermKeyOption _termKeys = new();
    private readonly Option<bool> _generate = new("--generate") { Description = "Run nothing; print tests of every bound with the answers that the policies give today, for review." };

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var command = new TestCommand();
        var verb = new Verb("test", "Run the tests of policies (docs/policy-testing.md). With 1 if one fails; with 2 if there are none.")
        {
            Examples =
            [
                "aegis policy test policies",
                "aegis policy test policies --coverage --threshold 90 --junit results.xml",
                "aegis policy test quotes.yaml --generate > quotes.boundaries.test.yaml",
            ],
        };
        verb.Add(command._paths);
        foreach (var option in new Option[] { command._fixtures, command._coverage, command._threshold, command._junit, command._generate, command._termKeys }) verb.Add(option);
        return verb.Runs(command.Run);
    }

    private int Run(CommandRun run)
    {
        var paths = run.Value(_paths);
        var junit = run.Value(_junit) is { } file ? OutputPath.RequireApart("--junit", OutputPath.RequireName("--junit", file), [.. paths, .. run.Value(_fixtures)]) : null;
        var policy = PolicyPaths.Load(run, _termKeys.Read(run), paths);
        if (run.Value(_generate))
        {
            run.Data.Write(FixtureGenerator.Generate(policy));
            return ExitCodes.Done;
        }

        foreach (var fixture in run.Value(_fixtures))
            if (File.Exists(fixture) && !fixture.EndsWith(PolicyLoader.TestSuffix, StringComparison.OrdinalIgnoreCase))
                throw CliRefusalException.Fault($"{fixture} does not end in {PolicyLoader.TestSuffix}, as files of tests do; name one, or a folder of them");
        var files = FixtureLoader.ReadFiles(run.Value(_fixtures) is { Length: > 0 } fixtures ? fixtures : paths);
        var loading = FixtureLoader.Load(files);
        if (!loading.Succeeded) throw PolicyPaths.Refuse(run, files, loading.Errors, "the tests were not loaded");
        var results = PolicyTestRun.Run(policy, loading.Fixtures);
        TestOutput.Write(run, results, run.Value(_coverage));

        // After what is printed: a report that cannot be written must not take the results with it.
        if (junit is not null) Write(junit, JUnitReport.Write(results));
        return Judge(run, results);
    }

    private int Judge(CommandRun run, PolicyTestRun results)
    {
        if (results.Results.IsEmpty)
        {
            run.Talk.Warn("there are no tests; put them beside the policies, in files that end in .test.yaml");
            return ExitCodes.Incomplete;
        }

        if (results.Failed > 0) throw CliRefusalException.Fault($"{results.Failed} of {PolicyPaths.Count(results.Results.Length, "test")} failed");
        if (run.Value(_threshold) is { } threshold && results.Coverage.Percent < threshold)
            throw CliRefusalException.Fault($"the tests reach {results.Coverage.Percent} %, less than {threshold} %; --coverage shows what is missing");
        return ExitCodes.Done;
    }

    private static void Write(string file, string text)
    {
        try
        {
            File.WriteAllBytes(file, Encoding.UTF8.GetBytes(text));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"{file} cannot be written: {fault.Message}", fault);
        }
    }
}
