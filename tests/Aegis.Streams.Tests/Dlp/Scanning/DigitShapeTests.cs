using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Tests.Dlp.Scanning;

/// <summary>What is passed over by the lengths of runs of digits alone is nothing that would be found.</summary>
public sealed class DigitShapeTests
{
    [Theory]
    [InlineData("2025-11-06 19:25:17", false)]
    [InlineData("1.234,56", false)]
    [InlineData("999.99", false)]
    [InlineData("115-1212319-9334839", true)]
    [InlineData("978-5-3517-1227-7", false)]
    [InlineData("4155961111", false)]
    [InlineData("123-456-789", false)]
    [InlineData("512-43-7781", true)]
    [InlineData("415.596.1111", true)]
    [InlineData("415 5961111", true)]
    [InlineData("415596-1111", true)]
    [InlineData("1 4155961111", true)]
    [InlineData("4111 1111 1111 1111", true)]
    [InlineData("3782 822463 10005", true)]
    [InlineData("3782 822463 1000", true)]
    [InlineData("411111111111", false)]
    [InlineData("4222222222222", false)]
    [InlineData("30569309025904", true)]
    [InlineData("6304000000000000000", true)]
    [InlineData("41111111111111111112", false)]
    [InlineData("4111 1111 1111", false)]
    [InlineData("9468 3921 5344 9232 3873 81", true)]
    public void Runs_MayBeANumberOrNot(string text, bool expected)
    {
        var index = new TextIndex();
        index.Build(Encoding.ASCII.GetBytes(text), TextFormat.Text);
        Assert.Equal(expected, DigitShape.MayBeNumber(index.DigitsFrom(0)));
    }

    [Fact]
    public void AnyShape_IsPassedOverOnlyWhereNothingIsFound()
    {
        // Digits of valid cards, numbers and telephones in every grouping that fits, and random ones; scanned in the general way, which passes nothing over.
        string[] values = ["4111111111111111", "378282246310005", "5127781123", "512437781", "4155961111", "14155961111", "6011000990139424", "41111111111111111112", "4222222222222", "501800000009"];
        string[] signs = ["-", " ", ".", "/", ", ", " - ", "(", ") ", "_"];
        var random = new Random(29);
        var (index, quiet, found) = (new TextIndex(), 0, 0);
        for (var round = 0; round < 120_000; round++)
        {
            var text = new StringBuilder();
            for (var value = random.Next(1, 3); value > 0; value--)
            {
                var sign = signs[random.Next(signs.Length)];
                var digits = values[random.Next(values.Length)];
                for (var at = 0; at < digits.Length;)
                {
                    var length = Math.Min(digits.Length - at, random.Next(4) == 0 ? random.Next(1, 20) : random.Next(2, 5));
                    text.Append(digits, at, length).Append(random.Next(5) == 0 ? signs[random.Next(signs.Length)] : sign);
                    at += length;
                }
            }

            if (random.Next(3) > 0) text.Length--;
            var bytes = Encoding.ASCII.GetBytes(text.ToString());
            if (bytes.Length > BlockMasks.Size) continue;
            index.Build(bytes, TextFormat.Text);
            FindingList findings = new();
            FieldScanner.Scan(bytes, index, 0, bytes.Length, Signals.None, new ScanOptions(EntitySet.Default, 2026), findings);
            found += findings.Count;
            if (DigitShape.MayBeNumber(index.DigitsFrom(0)) || Array.Exists(bytes, one => one == '.')) continue;
            quiet++;
            if (findings.Count > 0) Assert.Fail($"`{text}` has {findings.Span[0]}.");
        }

        Assert.True(quiet > 20_000 && found > 5_000, $"Only {quiet} were passed over, and {found} findings made.");
    }
}
