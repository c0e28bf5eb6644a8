using System.Text;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Tests.Dlp.Scanning;

/// <summary>What is left to look at in a field that nothing names.</summary>
public sealed class UnnamedFieldTests
{
    [Theory]
    [InlineData("SO-7813530100", 0)]
    [InlineData("AB-12 34 56 C", 0)]
    [InlineData("SO 12", 0)]
    [InlineData("ORD-2026-003249", 0)]
    [InlineData("2025-11-06T19:25:17Z", 0)]
    [InlineData("5efe0d7c-ad63-460d-a4e2-43eaacdf7f06", 0)]
    [InlineData("6113106467", 0)]
    [InlineData("4222222222222", 0)]
    [InlineData("30569309025904", 1)]
    [InlineData("NI AB-123456", 1 << 3 | 1 << 6)]
    [InlineData("SO-12, PO-34", 1 << 7)]
    [InlineData("SO_12345", 1 << 0)]
    [InlineData("DE89370400440532013000", 1 << 0)]
    [InlineData("SO-415-596-1111", 1 << 3 | 1 << 7 | 1 << 11)]
    public void Places_AreLeftOnlyWhereSomethingMayBe(string field, int expected)
    {
        var index = new TextIndex();
        var text = Encoding.ASCII.GetBytes(field);
        index.Build(text, TextFormat.Text);

        Assert.Equal((ulong)expected, UnnamedField.PlacesLeft(text, index, 0, text.Length, index.PlacesFrom(0), out var isMute));
        Assert.Equal(!field.Any(char.IsLetter), isMute);
    }

    [Fact]
    public void ShortCodes_AreFoundOrNotAsInALongField()
    {
        // The longer field is scanned in the general way, which passes nothing over.
        string[] starts = ["SO", "AB", "SG", "sk", "hf", "NI", "DE", "xo", "gh", "BG"];
        string[] signs = ["-", " ", "_", ".", ""];
        string[] rests = ["12", "123456", "12-34-56-C", "12 34 56 C", "89370400440532013000", "4155961111", "415-596-1111", "ant-api03-ZCEGxuIlRdaAeHvnH0EV", "live_4eC39HqLyjWDarjtT1zdp7dc"];
        foreach (var start in starts)
            foreach (var sign in signs)
                foreach (var rest in rests)
                    foreach (var name in (string[])["", "nino ", "so "])
                    {
                        var field = $"{name}{start}{sign}{rest}";
                        Assert.Equal(Found.InRecord("note", $"{field}{new string(' ', 70)}"), Found.InRecord("note", field));
                    }
    }
}
