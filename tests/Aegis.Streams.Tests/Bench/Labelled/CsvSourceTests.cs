using System.Text;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Bench.Labelled.Csv;

namespace Aegis.Streams.Tests.Bench.Labelled;

public sealed class CsvSourceTests
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryRow_IsARecordOfTheHeadersWidth(bool isClean)
    {
        for (var seed = 0; seed < 28; seed++)
        {
            var source = new CsvSource(seed, isClean);
            var variant = source.Variant;
            var header = source.Header.AsSpan().StartsWith(Mark) ? source.Header[Mark.Length..] : source.Header;
            var names = CsvRecord.Read(header, variant.Delimiter, variant.LineEnd).Fields.Select(field => field.Value).ToList();
            Assert.Equal(variant.HasMark, source.Header.Length != header.Length);
            Assert.Equal(variant.Names, names);
            Assert.Distinct(names);
            foreach (var document in source.Documents(200))
                Assert.Equal(names.Count, CsvRecord.Read(document.Bytes, variant.Delimiter, variant.LineEnd).Fields.Count);
        }
    }

    [Fact]
    public void ValueOfAColumn_IsTheWholeField()
    {
        for (var seed = 0; seed < 14; seed++)
        {
            var source = new CsvSource(seed, isClean: false);
            foreach (var document in source.Documents(300))
            {
                var fields = CsvRecord.Read(document.Bytes, source.Variant.Delimiter, source.Variant.LineEnd).Fields;
                foreach (var truth in document.Truth)
                {
                    var column = Enumerable.Range(0, fields.Count).Single(i => fields[i].Start <= truth.Start && truth.End <= fields[i].End);
                    if (truth.Context == ContextKind.Column) Assert.Equal(truth.Value, fields[column].Value);
                    else Assert.Equal(ColumnKinds.Notes, source.Variant.Columns[column]);
                    if (truth.Flags.HasFlag(TruthFlags.National)) Assert.Contains(source.Variant.Columns[column], new[] { ColumnKinds.Phone, ColumnKinds.Mobile });
                }
            }
        }
    }

    [Fact]
    public void Seeds_CoverTheWaysToWriteAFile()
    {
        var variants = Enumerable.Range(0, 42).Select(seed => CsvVariant.Of(seed)).ToList();

        Assert.Equal(Enum.GetValues<HeaderStyle>(), variants.Take(7).Select(variant => variant.Style));
        Assert.Equal([',', ';'], variants.Select(variant => variant.Delimiter).Distinct().Order());
        Assert.Equal(["\n", "\r\n"], variants.Select(variant => variant.LineEnd).Distinct().Order());
        Assert.Contains(variants, variant => variant.HasMark);
        Assert.Contains(variants, variant => !variant.HasMark);
        Assert.Contains(variants, variant => variant.QuotesAll);
        Assert.Contains(variants, variant => variant.Names.Contains("phone_number"));
        Assert.Contains(variants, variant => variant.Names.Contains("mobilePhone"));
        Assert.Contains(variants, variant => variant.Names.Contains("IP Address"));
        Assert.Contains(variants, variant => variant.Names.Contains("DATE_OF_BIRTH"));
        Assert.Contains(variants, variant => variant.Names.Contains("Geburtsdatum"));
        Assert.Contains(variants, variant => variant.Names.Contains("Téléphone"));
        Assert.Contains(variants, variant => variant.Names.Contains("Número de seguro social"));
    }

    [Fact]
    public void Rows_HaveCommasQuotesAndLineBreaksInFields()
    {
        var rows = new CsvSource(0, isClean: false).Documents(500).Select(document => Encoding.UTF8.GetString(document.Bytes)).ToList();

        Assert.Contains(rows, row => row.Contains("& Sons, Inc.\"", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("\"\"not before Q3\"\"", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.TrimEnd().Contains('\n'));
    }
}
