using System.Diagnostics.Metrics;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Tests.Pipeline;

namespace Aegis.Streams.Tests.Decisions;

public sealed class DecisionMetricsTests
{
    [Fact]
    public void Findings_AreCountedByEntityOperatorAndProfile_AndNotAgainOnARepeat()
    {
        using var metrics = new DecisionMetrics();
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name is "aegis.dlp.findings" or "aegis.dlp.hidden_findings") self.EnableMeasurementEvents(instrument, null);
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) => counted.Add($"{instrument.Name["aegis.dlp.".Length..]} {count} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}"));
        listener.Start();
        var scene = DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: default}}");

        metrics.Processed(scene.Process("""{"a":["x@corp.at","y\u200b@corp.at"],"b":"+43 664 1234567"}"""), TimeSpan.Zero);
        scene.State.Commit();
        metrics.Processed(scene.Process("""{"a":["x@corp.at","y\u200b@corp.at"],"b":"+43 664 1234567"}""", offset: 8), TimeSpan.Zero);

        Assert.Equal(["findings 2 entity=EMAIL operator=replace profile=default", "hidden_findings 1 entity=EMAIL profile=default", "findings 1 entity=PHONE operator=replace profile=default"], counted);
    }
}
