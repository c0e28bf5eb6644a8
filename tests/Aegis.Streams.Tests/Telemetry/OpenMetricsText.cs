using System.Globalization;
using System.Text.RegularExpressions;

namespace Aegis.Streams.Tests.Telemetry;

/// <summary>
/// A strict reader of OpenMetrics 1.0 (github.com/prometheus/OpenMetrics): families in one piece with their type first, samples that fit the type, escapes, no series twice, histograms
/// that add up, and the end mark.
/// </summary>
internal sealed partial class OpenMetricsText
{
    private static readonly Dictionary<string, string[]> Suffixes = new(StringComparer.Ordinal)
    {
        ["counter"] = ["_total", "_created"],
        ["gauge"] = [""],
        ["histogram"] = ["_bucket", "_count", "_sum", "_created"],
    };

    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly List<OpenMetricsSample> _samples = [];
    private string? _family;

    /// <summary>Gets the type of each family.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    public IReadOnlyList<OpenMetricsSample> Samples => _samples;

    /// <summary>Reads a text; a fault fails the test.</summary>
    public static OpenMetricsText Read(string text)
    {
        Assert.EndsWith("\n# EOF\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        var read = new OpenMetricsText();
        foreach (var line in text[..^"# EOF\n".Length].TrimEnd('\n').Split('\n')) read.Add(line);
        Assert.Equal(read._samples.Count, read._samples.Select(sample => sample.Series).Distinct(StringComparer.Ordinal).Count());
        read.CheckHistograms();
        return read;
    }

    /// <summary>Finds the value of one series.</summary>
    /// <param name="name">Its name with the suffix.</param>
    /// <param name="labels">Labels that it must have.</param>
    public string Value(string name, params (string Name, string Value)[] labels) =>
        Assert.Single(_samples, sample => sample.Name == name && Array.TrueForAll(labels, label => sample.Labels.GetValueOrDefault(label.Name) == label.Value)).Value;

    private void Add(string line)
    {
        if (line.StartsWith("# ", StringComparison.Ordinal)) AddMetadata(line);
        else AddSample(line);
    }

    private void AddMetadata(string line)
    {
        var match = MetadataPattern().Match(line);
        Assert.True(match.Success, $"This is no metadata: {line}");
        var (kind, family, rest) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
        if (kind == "TYPE")
        {
            Assert.True(Suffixes.ContainsKey(rest), $"There is no type {rest}.");
            Assert.True(_types.TryAdd(family, rest), $"The family {family} is there twice.");
            _family = family;
            return;
        }

        Assert.Equal(_family, family);
        if (kind == "UNIT") Assert.EndsWith($"_{rest}", family, StringComparison.Ordinal);
        else Assert.Matches(HelpPattern(), rest);
    }

    private void AddSample(string line)
    {
        var match = SamplePattern().Match(line);
        Assert.True(match.Success, $"This is no sample: {line}");
        var name = match.Groups[1].Value;
        Assert.NotNull(_family);
        Assert.True(name.StartsWith(_family, StringComparison.Ordinal) && Suffixes[_types[_family]].Contains(name[_family.Length..]), $"{name} is not of the family {_family}.");
        Assert.True(match.Groups[4].Value is "+Inf" or "NaN" || decimal.TryParse(match.Groups[4].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _), $"This is no value: {line}");
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match label in LabelPattern().Matches(match.Groups[3].Value)) Assert.True(labels.TryAdd(label.Groups[1].Value, label.Groups[2].Value), $"A label is there twice: {line}");
        _samples.Add(new OpenMetricsSample(_family, name, labels, match.Groups[4].Value));
    }

    private void CheckHistograms()
    {
        foreach (var series in _samples.Where(sample => sample.Name.EndsWith("_bucket", StringComparison.Ordinal)).GroupBy(sample => sample.SeriesWithout("le")))
        {
            var counts = series.Select(sample => long.Parse(sample.Value, CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(counts.Order(), counts);
            Assert.Equal("+Inf", series.Last().Labels["le"]);
            var total = Assert.Single(_samples, sample => sample.Name == $"{series.First().Family}_count" && sample.SeriesWithout("le").EndsWith(series.Key[series.Key.IndexOf('{', StringComparison.Ordinal)..], StringComparison.Ordinal));
            Assert.Equal(total.Value, series.Last().Value);
        }
    }

    [GeneratedRegex(@"^# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$")]
    private static partial Regex MetadataPattern();

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? ([^ ]+)$""")]
    private static partial Regex SamplePattern();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)""")]
    private static partial Regex LabelPattern();

    [GeneratedRegex("""^(?:[^\\\n"]|\\["\\n])*$""")]
    private static partial Regex HelpPattern();
}
