using System.Globalization;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Bench.Labelled.Scoring;
using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Tests.Bench.Labelled;

public sealed class ScorerTests
{
    // 0         1         2         3         4         5
    // 0123456789012345678901234567890123456789012345678901234567890123456789
    // call 415-555-0132 or mail ann@corp.example about order 4155550199 now.
    private static readonly TruthLabel Phone = new("PHONE", 5, 12, "415-555-0132", TruthFlags.None, ContextKind.Word);
    private static readonly TruthLabel Email = new("EMAIL", 26, 16, "ann@corp.example", TruthFlags.None, ContextKind.None);
    private static readonly LabelledDocument Document = new(new byte[70], [Phone, Email], [new NegativeLabel(NegativeKind.OrderId, 55, 10)]);

    [Fact]
    public void ExactFindings_AreRightAndFound()
    {
        var report = Score(new("PHONE", 5, 12), new("EMAIL", 26, 16));

        Assert.Equal(["EMAIL", "PHONE"], report.Entities.Select(score => score.Entity));
        Assert.Equal((1, 1, 1, 0, 0, 0), Counts(report.Of("PHONE")));
        Assert.Equal((1.0, 1.0, 1.0), (report.Of("PHONE").Precision, report.Of("PHONE").Recall, report.Of("PHONE").F1));
        Assert.Empty(report.Missed);
        Assert.Empty(report.False);
    }

    [Fact]
    public void WiderFinding_IsRight() => Assert.Equal((1, 1, 1, 0, 0, 0), Counts(Score(new ScoredFinding("PHONE", 0, 17)).Of("PHONE")));

    [Fact]
    public void TwoFindingsThatCoverAValueTogether_AreBothRight() => Assert.Equal((1, 1, 2, 0, 0, 0), Counts(Score(new("PHONE", 9, 8), new("PHONE", 5, 4)).Of("PHONE")));

    [Fact]
    public void FindingOneByteShort_IsPartialAndTheValueMissed()
    {
        var report = Score(new ScoredFinding("PHONE", 6, 11));

        Assert.Equal((1, 0, 0, 1, 0, 0), Counts(report.Of("PHONE")));
        Assert.Equal(0, report.Of("PHONE").Precision);
        Assert.Equal([new MissedValue(0, Phone), new MissedValue(0, Email)], report.Missed);
    }

    [Fact]
    public void FindingOnAnotherEntity_IsOfTheWrongEntityAndCoversNothing()
    {
        var report = Score(new ScoredFinding("US_SSN", 5, 12));

        Assert.Equal((0, 0, 0, 0, 1, 0), Counts(report.Of("US_SSN")));
        Assert.Equal((1, 0, 0, 0, 0, 0), Counts(report.Of("PHONE")));
        Assert.Equal(1, report.Of("US_SSN").Causes["PHONE"]);
    }

    [Fact]
    public void FindingOnAHardNegative_IsFalseAndNamed()
    {
        var report = Score(new("PHONE", 55, 10), new("PHONE", 18, 2), new("PHONE", 5, 12));

        Assert.Equal((1, 1, 1, 0, 0, 2), Counts(report.Of("PHONE")));
        Assert.Equal(1.0 / 3, report.Of("PHONE").Precision);
        Assert.Equal(1, report.Of("PHONE").Causes["OrderId"]);
        Assert.Equal(1, report.Of("PHONE").Causes["text"]);
        Assert.Equal([new FalseFinding(0, new("PHONE", 55, 10), "OrderId"), new FalseFinding(0, new("PHONE", 18, 2), "text")], report.False);
    }

    [Theory]
    [InlineData(88, 1, 1, 0)]
    [InlineData(89, 0, 0, 1)]
    public void FindingOfMoreThanTwiceAndSixtyFourBytes_IsWideAndCoversNothing(int length, int found, int right, int wrong)
    {
        var document = new LabelledDocument(new byte[200], [Phone], []);
        var scorer = new Scorer();
        scorer.Add(document, [new ScoredFinding("PHONE", 0, length)]);
        var score = scorer.Report().Of("PHONE");

        Assert.Equal((1, found, right, 0, 0, wrong), Counts(score));
        Assert.Equal(wrong, score.Causes.GetValueOrDefault("wide"));
    }

    [Fact]
    public void NationalPhones_CountApart()
    {
        var national = Phone with { Flags = TruthFlags.National };
        var document = Document with { Truth = [national, Email with { Entity = "PHONE" }] };
        var scorer = new Scorer();
        scorer.Add(document, [new ScoredFinding("PHONE", 5, 12)]);
        scorer.Add(document, []);
        var report = scorer.Report();

        Assert.Equal((2, 0, 0, 0, 0, 0), Counts(report.Of("PHONE")));
        Assert.Equal((2, 1, 1, 0, 0, 0), Counts(report.Of("PHONE", isNational: true)));
        Assert.Equal(2, report.Documents);
    }

    [Fact]
    public void NothingFoundWhereNothingIs_IsPerfect()
    {
        var scorer = new Scorer();
        scorer.Add(new LabelledDocument([], [], []), []);

        Assert.Empty(scorer.Report().Entities);
        Assert.Throws<KeyNotFoundException>(() => scorer.Report().Of("PHONE"));
    }

    [Fact]
    public void TruthItself_ScoresOneEverywhere()
    {
        var scorer = new Scorer();
        foreach (var kind in LabelledKinds.All)
            foreach (var document in LabelledKinds.Open(kind, 1).Documents(1000))
                scorer.Add(document, [.. document.Truth.Select(truth => new ScoredFinding(truth.Entity, truth.Start, truth.Length))]);

        Assert.All(scorer.Report().Entities, score => Assert.Equal((1.0, 1.0), (score.Precision, score.Recall)));
    }

    [Fact]
    public void Table_ShowsALineAnEntity()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        ScoreTable.Write(Score(new("PHONE", 55, 10), new("PHONE", 5, 12)), new Screen(output, isTerminal: false, isColorful: false, width: 120));

        Assert.Equal(
            """
            entity  values  found  findings  right  partial  wrong entity  false       P       R  misled by
            EMAIL        1      0         0      0        0             0      0  1.0000  0.0000
            PHONE        1      1         2      1        0             0      1  0.5000  1.0000  OrderId 1

            """,
            output.ToString());
    }

    [Fact]
    public void WholeFile_ScoresLikeItsDocuments()
    {
        var source = LabelledKinds.Open(LabelledKinds.Text, 1);
        var (apart, whole) = (new Scorer(), new Scorer());
        foreach (var document in source.Documents(200)) apart.Add(document, Guesses(document));
        whole.Add(source.File(200), Guesses(source.File(200)));

        Assert.Equal(apart.Report().Entities.Select(Counts), whole.Report().Entities.Select(Counts));
        Assert.Equal(apart.Report().Entities.Select(Causes), whole.Report().Entities.Select(Causes));
        Assert.Contains(whole.Report().Entities, score => score.Found > 0 && score.Partial > 0 && score.False > 0 && score.WrongEntity > 0);

        static string Causes(EntityScore score) => string.Join(", ", score.Causes.OrderBy(pair => pair.Key, StringComparer.Ordinal));

        // All values, each fifth of them short by a byte, each seventh as another entity, and all hard negatives.
        static List<ScoredFinding> Guesses(LabelledDocument document) =>
        [
            .. document.Truth.Select(truth => new ScoredFinding(truth.Value.Length % 7 == 0 ? "EMAIL" : truth.Entity, truth.Start, truth.Value.Length % 5 == 0 ? truth.Length - 1 : truth.Length)),
            .. document.Negatives.Select(negative => new ScoredFinding("EMAIL", negative.Start, negative.Length)),
        ];
    }

    private static ScoreReport Score(params ScoredFinding[] findings)
    {
        var scorer = new Scorer();
        scorer.Add(Document, findings);
        return scorer.Report();
    }

    private static (long Values, long Found, long Right, long Partial, long WrongEntity, long False) Counts(EntityScore score) =>
        (score.Values, score.Found, score.Right, score.Partial, score.WrongEntity, score.False);
}
