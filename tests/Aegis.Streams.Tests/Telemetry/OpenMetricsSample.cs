namespace Aegis.Streams.Tests.Telemetry;

/// <summary>One sample of a text in OpenMetrics.</summary>
/// <param name="Family">Its family.</param>
/// <param name="Name">Its name, with the suffix.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Value">Its value as it is written.</param>
internal sealed record OpenMetricsSample(string Family, string Name, IReadOnlyDictionary<string, string> Labels, string Value)
{
    public string Series => SeriesWithout("");

    public string SeriesWithout(string label) =>
        $"{Name}{{{string.Join(',', Labels.Where(pair => pair.Key != label).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))}}}";
}
