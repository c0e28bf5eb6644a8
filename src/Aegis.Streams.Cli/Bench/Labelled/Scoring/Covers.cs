namespace Aegis.Streams.Cli.Bench.Labelled.Scoring;

/// <summary>The bytes of a document that findings of each entity cover.</summary>
internal sealed class Covers
{
    private readonly Dictionary<string, List<(int Start, int End)>> _runs = [];

    public Covers(IEnumerable<ScoredFinding> findings)
    {
        foreach (var finding in findings.OrderBy(finding => finding.Start))
        {
            if (!_runs.TryGetValue(finding.Entity, out var runs)) _runs[finding.Entity] = runs = [];
            if (runs.Count > 0 && finding.Start <= runs[^1].End) runs[^1] = (runs[^1].Start, Math.Max(runs[^1].End, finding.End));
            else runs.Add((finding.Start, finding.End));
        }
    }

    /// <summary>Says whether every byte of a value is covered by findings of its entity.</summary>
    /// <param name="truth">The value.</param>
    /// <returns>Whether it is.</returns>
    public bool Hold(TruthLabel truth)
    {
        if (!_runs.TryGetValue(truth.Entity, out var runs)) return false;

        // The last run that begins at the value or before it.
        var (least, most) = (0, runs.Count);
        while (least < most)
        {
            var middle = (least + most) / 2;
            if (runs[middle].Start <= truth.Start) least = middle + 1;
            else most = middle;
        }

        return least > 0 && runs[least - 1].End >= truth.End;
    }
}
