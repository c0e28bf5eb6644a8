namespace Aegis.Streams.Cli.Bench.Labelled.Scoring;

/// <summary>
/// Counts precision and recall by this rule. All offsets are raw bytes.
/// <list type="bullet">
/// <item>A value is found if every byte of it is covered by findings of its entity, one or several.</item>
/// <item>A finding is right if it touches a value of its entity that was found, and partial if it only touches such that were not.</item>
/// <item>A finding that touches no value of its entity is of the wrong entity if it touches another's, and false otherwise. A false one is named after
/// the first hard negative that it touches; `text` if there is none.</item>
/// <item>A finding that has more than twice the bytes of its entity's values in it, and 64 more, is false and `wide`, and covers nothing: who redacts everything finds nothing.</item>
/// <item>Precision is right findings of all findings: a partial one leaks and is not right. Recall is found values of all values.</item>
/// <item>Phones in national form are an entity of their own; a finding that touches one and no other phone counts there.</item>
/// </list>
/// Findings within one another are counted each: give those that a redaction is made of.
/// </summary>
internal sealed class Scorer
{
    /// <summary>The cause of a finding that is far wider than what is in it.</summary>
    public const string Wide = "wide";

    /// <summary>The cause of a finding where nothing was labelled.</summary>
    public const string PlainText = "text";

    private const int MaxWidening = 2;
    private const int MaxSurroundings = 64;
    private const int MaxSamples = 100;

    private readonly Dictionary<(string Entity, bool IsNational), EntityTally> _tallies = [];
    private readonly List<MissedValue> _missed = [];
    private readonly List<FalseFinding> _false = [];
    private long _documents;

    /// <summary>Scores a document.</summary>
    /// <param name="document">What is in it.</param>
    /// <param name="findings">What was found in it, in any order.</param>
    public void Add(LabelledDocument document, IReadOnlyCollection<ScoredFinding> findings)
    {
        var covers = new Covers(findings.Where(finding => !IsWide(finding, Touched(document.Truth, finding))));
        foreach (var truth in document.Truth)
        {
            var tally = Tally(truth.Entity, IsNational(truth));
            tally.Values++;
            if (covers.Hold(truth)) tally.Found++;
            else if (_missed.Count < MaxSamples) _missed.Add(new MissedValue(_documents, truth));
        }

        foreach (var finding in findings) Judge(document, finding, covers);
        _documents++;
    }

    /// <summary>Sums up.</summary>
    /// <returns>The scores so far.</returns>
    public ScoreReport Report()
    {
        var order = EntityNames.All.Select((name, position) => (name, position)).ToDictionary(pair => pair.name, pair => pair.position);
        var entities = _tallies
            .OrderBy(pair => order.GetValueOrDefault(pair.Key.Entity, order.Count))
            .ThenBy(pair => pair.Key.Entity, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.IsNational)
            .Select(pair => pair.Value.Score(pair.Key.Entity, pair.Key.IsNational));
        return new ScoreReport(_documents, [.. entities], [.. _missed], [.. _false]);
    }

    private static bool IsWide(ScoredFinding finding, List<TruthLabel> touched)
    {
        var own = touched.Where(truth => truth.Entity == finding.Entity).Sum(truth => Math.Min(finding.End, truth.End) - Math.Max(finding.Start, truth.Start));
        return own > 0 && finding.Length > (own * MaxWidening) + MaxSurroundings;
    }

    private static bool IsNational(TruthLabel truth) => truth.Flags.HasFlag(TruthFlags.National);

    private static List<TruthLabel> Touched(IReadOnlyList<TruthLabel> truth, ScoredFinding finding)
    {
        var touched = new List<TruthLabel>();
        for (var i = FirstEndingAfter(finding.Start, truth.Count, position => truth[position].End); i < truth.Count && truth[i].Start < finding.End; i++) touched.Add(truth[i]);
        return touched;
    }

    private static string Cause(IReadOnlyList<NegativeLabel> negatives, ScoredFinding finding)
    {
        var first = FirstEndingAfter(finding.Start, negatives.Count, position => negatives[position].End);
        return first < negatives.Count && negatives[first].Start < finding.End ? negatives[first].Kind.ToString() : PlainText;
    }

    /// <summary>Finds the first label that ends after a byte. Labels are in order and apart, so their ends are in order too.</summary>
    private static int FirstEndingAfter(int start, int count, Func<int, int> end)
    {
        var (least, most) = (0, count);
        while (least < most)
        {
            var middle = (least + most) / 2;
            if (end(middle) > start) most = middle;
            else least = middle + 1;
        }

        return least;
    }

    private void Judge(LabelledDocument document, ScoredFinding finding, Covers covers)
    {
        var touched = Touched(document.Truth, finding);
        var own = touched.Where(truth => truth.Entity == finding.Entity).ToList();
        var tally = Tally(finding.Entity, own.Count > 0 && own.All(IsNational));
        if (IsWide(finding, touched)) Sample(tally.AddFalse(Wide));
        else if (own.Any(covers.Hold)) tally.Right++;
        else if (own.Count > 0) tally.Partial++;
        else if (touched.Count > 0) Sample(tally.AddWrongEntity(touched[0].Entity));
        else Sample(tally.AddFalse(Cause(document.Negatives, finding)));

        void Sample(string cause)
        {
            if (_false.Count < MaxSamples) _false.Add(new FalseFinding(_documents, finding, cause));
        }
    }

    private EntityTally Tally(string entity, bool isNational)
    {
        if (_tallies.TryGetValue((entity, isNational), out var tally)) return tally;
        return _tallies[(entity, isNational)] = new EntityTally();
    }
}
