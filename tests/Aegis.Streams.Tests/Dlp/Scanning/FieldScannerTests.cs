using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Tests.Dlp.Scanning;

/// <summary>A place that two masks show is looked at for both.</summary>
public sealed class FieldScannerTests
{
    [Theory]
    [InlineData("12")]
    [InlineData("xY")]
    public void PrefixThatIsACodeToo_IsStillAPrefix(string start)
    {
        // The two letters, a sign and two digits of `SG.12` are also how grouped codes of two letters begin.
        var key = "SG." + start + "mQ4vTz8LpWn0RkXc2BdY.aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1bC3dE5fG7h";
        Assert.Equal([$"SECRET {key}"], Found.InText(key));
    }

    [Fact]
    public void ShortField_IsScannedAsOneOfAnyLength()
    {
        // A short field is looked at by its window of places, and by less where nothing names a value in it.
        string[] pieces = ["512", "43", "7781", "4155961111", "415", "596", "1111", "4111", "4111111111111111", "12", "9", "1980", "05", "0", "-", "-", " ", " ", ".", "/", "(", ")", ",", ":", "+1", "x", "tel ", "#", "2025-11-06T19:25:17Z", "2025-11-06 19"];
        string[] words = ["ORD-", "SO-", "AB", "ef", "Q", "order ", "born ", "NHS: ", "my sin ", "Passport ", "account", "medicare", " aba", "[PHONE] ", "social", "May ", "ext. ", "accountnumber ", "geburtsdatum ", "nationalinsurance ", "NINO ", "NI ", "AB-12-34-56-C", "AB 12 34 56 C", "AB-123456", "SG.", "sk-", "DE89370400440532013000", "GB29 NWBK "];
        Signals[] keys = [Signals.None, Signals.None, Signals.Negative, Signals.Phone, Signals.Birth];
        var random = new Random(43);
        var index = new TextIndex();
        var found = 0;
        for (var round = 0; round < 60_000; round++)
        {
            var field = string.Concat(random.GetItems(round % 2 == 0 ? pieces : [.. pieces, .. words], random.Next(1, 9)));
            if (field.Length > BlockMasks.Size) continue;
            var start = random.Next(2) * random.Next(1, 71); // Behind others, or the first one.
            var text = Encoding.ASCII.GetBytes($"{new string('n', Math.Max(0, start - 1))}{(start > 0 ? "," : "")}{field}");
            var signals = keys[random.Next(keys.Length)];
            var options = new ScanOptions(EntitySet.Default, 2026);
            FindingList expected = new() { Threshold = random.Next(8) == 0 ? 30 : 60 };
            FindingList actual = new() { Threshold = expected.Threshold };
            index.Build(text, TextFormat.Text);
            FieldScanner.Scan(text, index, start, text.Length, signals, options, expected);
            FieldScanner.Scan(text, index, start, text.Length, index.PlacesFrom(start), signals, options, actual);
            if (!expected.Span.SequenceEqual(actual.Span)) Assert.Fail($"`{field}` at {start} with {signals}: {expected.Count} findings, but {actual.Count}");
            found += expected.Count;
        }

        Assert.True(found > 5_000, $"Only {found} findings were compared.");
    }
}
