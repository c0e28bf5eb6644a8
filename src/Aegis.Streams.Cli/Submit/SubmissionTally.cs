using Aegis.Streams.Cli.Decisions;

namespace Aegis.Streams.Cli.Submit;

/// <summary>Counts what came of lines.</summary>
internal sealed class SubmissionTally
{
    /// <summary>The word for lines that became dead letters, beside those of outcomes.</summary>
    public const string DeadLetter = "dead_letter";

    private readonly Dictionary<string, long> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Reason, string Outcome), long> _reasons = [];
    private readonly List<double> _latencies = [];

    /// <summary>Gets or sets how many lines there were.</summary>
    public long Lines { get; set; }

    /// <summary>Gets how many lines were never published: refused here or by the broker.</summary>
    public long Unpublished { get; private set; }

    /// <summary>Gets how many answers were earlier ones again.</summary>
    public long Replayed { get; private set; }

    /// <summary>Gets how many lines have an answer.</summary>
    public long Answered => _latencies.Count;

    /// <summary>Gets how many lines were published and have no answer.</summary>
    public long Unanswered => Lines - Unpublished - Answered;

    /// <summary>Gets the answers by outcome, most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, long>> Outcomes =>
        _outcomes.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Gets the answers by reason and outcome, most frequent first; one with two reasons counts for both.</summary>
    public IEnumerable<(string Reason, string Outcome, long Count)> Reasons =>
        _reasons.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Reason, StringComparer.Ordinal).Select(pair => (pair.Key.Reason, pair.Key.Outcome, pair.Value));

    /// <summary>Counts a line that was not sent.</summary>
    public void AddUnpublished() => Unpublished++;

    /// <summary>Counts an answer.</summary>
    /// <param name="answer">The answer.</param>
    public void Add(Answer answer)
    {
        if (answer.Fault is not null)
        {
            Unpublished++;
            return;
        }

        _latencies.Add(answer.Latency.TotalMilliseconds);
        var outcome = answer.Decision is { } decision ? DecisionLine.NameOf(decision.Outcome) : DeadLetter;
        _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        if (answer.Decision?.Replayed == true) Replayed++;
        foreach (var reason in answer.Decision?.Reasons.Select(reason => reason.Code).Distinct() ?? [answer.DeadLetter!.Code])
            _reasons[(reason, outcome)] = _reasons.GetValueOrDefault((reason, outcome)) + 1;
    }

    /// <summary>Finds the latency that a part of the answers did not exceed.</summary>
    /// <param name="part">The part, such as 0.99.</param>
    /// <returns>Milliseconds; <see langword="null"/>: there are no answers.</returns>
    public double? LatencyMs(double part)
    {
        if (_latencies.Count == 0) return null;
        _latencies.Sort();
        return _latencies[Math.Max(0, (int)Math.Ceiling(part * _latencies.Count) - 1)];
    }
}
