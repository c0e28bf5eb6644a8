using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Loads tests of policies (`docs/policy-testing.md`) from files.</summary>
public static class FixtureLoader
{
    /// <summary>Reads the texts of tests: files of tests, the file beside a file of policies, and all files of folders whose names end in `.test.yaml`.</summary>
    /// <param name="paths">The files and folders.</param>
    /// <returns>The texts, and which could not be read.</returns>
    public static PolicyFileReading ReadFiles(params IEnumerable<string> paths) => PolicyFileSearch.ReadTests(paths);

    /// <summary>Loads tests.</summary>
    /// <param name="files">The files.</param>
    /// <returns>The tests, or the faults.</returns>
    public static FixtureLoading Load(PolicyFileReading files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var fixtures = ImmutableArray.CreateBuilder<PolicyFixture>();
        var errors = new List<PolicyError>(files.Errors);
        foreach (var source in files.Sources)
        {
            var documents = YamlReader.Read(source.Text, "tests", fault => errors.Add(PolicyError.From(source.File, fault)));
            var reader = new FixtureReader(new FaultList(source.File, errors));
            foreach (var document in documents) fixtures.AddRange(reader.Read(document));
        }

        return errors.Count > 0 ? new FixtureLoading([], [.. errors]) : new FixtureLoading(fixtures.ToImmutable(), []);
    }
}
