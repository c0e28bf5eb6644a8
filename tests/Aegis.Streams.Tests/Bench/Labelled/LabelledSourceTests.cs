using System.Security.Cryptography;
using Aegis.Streams.Cli.Bench.Labelled;

namespace Aegis.Streams.Tests.Bench.Labelled;

public sealed class LabelledSourceTests
{
    public static TheoryData<string> Kinds => [.. LabelledKinds.All];

    /// <summary>Figures that name a seed stay comparable: whoever changes the data sees it here, and measures again.</summary>
    [Theory]
    [InlineData("csv", 1, "b1c9aadc4a90e0e5dfe29d99a23b75dacc302a51622dd61fc6968f5267cfdde4")]
    [InlineData("csv", 11, "53e78f3bdf73c395abadc5496a34ed9bb0263a537b77120bef045f2e9c14ca55")]
    [InlineData("clean-csv", 1, "916afd20af6363d62d4c8cd9757a67fa637930e2f1202fe9c88f9a80cfd1591d")]
    [InlineData("intents", 1, "8b8877c1e2d304ba2d36bcc9a131d17777c8fbc150af134e09d8e535acaf42f1")]
    [InlineData("text", 1, "dbffab428ffb612c72538208fffd286d82d687e48e9b7adeff35859a5735c726")]
    public void SameSeed_MakesTheSameBytes(string kind, long seed, string expected)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var source = LabelledKinds.Open(kind, seed);
        hash.AppendData(source.Header);
        foreach (var document in source.Documents(1000)) hash.AppendData(document.Bytes);

        Assert.Equal(expected, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Document_FollowsFromSeedAndIndexAlone(string kind)
    {
        var inOrder = LabelledKinds.Open(kind, 3).Documents(9).Last();
        var alone = LabelledKinds.Open(kind, 3).At(8);

        Assert.Equal(inOrder.Bytes, alone.Bytes);
        Assert.Equal(inOrder.Truth, alone.Truth);
        Assert.Equal(inOrder.Negatives, alone.Negatives);
        Assert.NotEqual(alone.Bytes, LabelledKinds.Open(kind, 4).At(8).Bytes);
        Assert.NotEqual(alone.Bytes, LabelledKinds.Open(kind, 3).At(7).Bytes);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Labels_AreInOrderAndApart(string kind)
    {
        for (var seed = 0; seed < 7; seed++)
        {
            foreach (var document in LabelledKinds.Open(kind, seed).Documents(500))
            {
                var spans = document.Truth.Select(truth => (truth.Start, truth.End)).Concat(document.Negatives.Select(negative => (negative.Start, negative.End))).Order().ToList();
                Assert.All(spans, span => Assert.True(span.Start >= 0 && span.Start < span.End && span.End <= document.Bytes.Length));
                Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
                Assert.Equal(document.Truth.OrderBy(truth => truth.Start), document.Truth);
                Assert.Equal(document.Negatives.OrderBy(negative => negative.Start), document.Negatives);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RawBytes_SayTheValue(string kind)
    {
        for (var seed = 0; seed < 7; seed++)
        {
            foreach (var document in LabelledKinds.Open(kind, seed).Documents(500))
            {
                foreach (var truth in document.Truth)
                {
                    var raw = RawValue.Of(document, truth.Start, truth.Length);
                    var value = kind == LabelledKinds.Intents ? RawValue.FromJson(raw) : kind == LabelledKinds.Text ? raw : RawValue.FromCsv(raw);

                    Assert.Equal(truth.Value, value);
                    Assert.Equal(raw != value, truth.Flags.HasFlag(TruthFlags.Escaped));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void File_IsTheHeaderAndTheDocuments(string kind)
    {
        var source = LabelledKinds.Open(kind, 5);
        var file = source.File(50);

        Assert.Equal([.. source.Header, .. source.Documents(50).SelectMany(document => document.Bytes)], file.Bytes);
        Assert.Equal(source.Documents(50).Sum(document => document.Truth.Count), file.Truth.Count);
        Assert.All(file.Truth.Where(truth => !truth.Flags.HasFlag(TruthFlags.Escaped)), truth => Assert.Equal(truth.Value, RawValue.Of(file, truth.Start, truth.Length)));
        Assert.Equal(source.Documents(50).SelectMany(document => document.Negatives).Select(negative => negative.Kind), file.Negatives.Select(negative => negative.Kind));
    }

    [Theory]
    [InlineData("csv", 20_000)]
    [InlineData("intents", 5000)]
    [InlineData("text", 5000)]
    public void EveryEntityAndEveryNegative_Occurs(string kind, int count)
    {
        var (entities, kinds) = (new HashSet<string>(), new HashSet<NegativeKind>());
        foreach (var document in LabelledKinds.Open(kind, 2).Documents(count))
        {
            entities.UnionWith(document.Truth.Select(truth => truth.Entity));
            kinds.UnionWith(document.Negatives.Select(negative => negative.Kind));
        }

        Assert.Equal(EntityNames.All.Order(), entities.Order());
        Assert.Equal(Enum.GetValues<NegativeKind>(), kinds.Order());
    }

    [Theory]
    [InlineData("csv", 235, 265, 2.2, 2.6, 0.18, 0.22)]
    [InlineData("clean-csv", 235, 270, 0.11, 0.13, 0.009, 0.012)]
    [InlineData("intents", 530, 585, 1.6, 1.8, 0.065, 0.09)]
    [InlineData("text", 600, 720, 3.2, 3.8, 0.10, 0.13)]
    public void LengthsAndDensities_AreAsStated(string kind, double leastLength, double mostLength, double leastValues, double mostValues, double leastShare, double mostShare)
    {
        var (count, bytes, values, valueBytes) = (0, 0L, 0L, 0L);
        for (var seed = 0; seed < 14; seed++)
        {
            foreach (var document in LabelledKinds.Open(kind, seed).Documents(2000))
            {
                count++;
                bytes += document.Bytes.Length;
                values += document.Truth.Count;
                valueBytes += document.Truth.Sum(truth => truth.Length);
            }
        }

        Assert.InRange((double)bytes / count, leastLength, mostLength);
        Assert.InRange((double)values / count, leastValues, mostValues);
        Assert.InRange((double)valueBytes / bytes, leastShare, mostShare);
    }

    /// <summary>Where the value alone does not decide, something beside it must.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void BareNumbersWithoutACheckDigit_HaveContext(string kind)
    {
        string[] decidedByValue = [EntityNames.CreditCard, EntityNames.Iban];
        for (var seed = 0; seed < 7; seed++)
        {
            foreach (var truth in LabelledKinds.Open(kind, seed).Documents(2000).SelectMany(document => document.Truth))
            {
                var needsContext = (truth.Flags.HasFlag(TruthFlags.Bare) && !decidedByValue.Contains(truth.Entity)) || EntityNames.Rare.Contains(truth.Entity) || truth.Entity == EntityNames.DateOfBirth;
                if (needsContext) Assert.NotEqual(ContextKind.None, truth.Context);
            }
        }
    }
}
