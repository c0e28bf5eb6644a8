using System.Text;
using Aegis.Streams.Cli;
using Aegis.Streams.Cli.Submit;

namespace Aegis.Streams.Tests.Cli.Submit;

public sealed class IntentLinesTests
{
    private const string Quote = """{"id":"i-1","tenant":"acme","agent":"a","tool":"t","action":"x"}""";

    [Fact]
    public void Lines_KeepTheirNumbersAndBytes()
    {
        var lines = Read($"{Quote}\r\n\r\n  \n{{broken\n{Quote}");

        Assert.Equal([1, 4, 5], lines.Select(line => line.Number));
        Assert.Equal([Quote, "{broken", Quote], lines.Select(line => Encoding.UTF8.GetString(line.Value)));
        Assert.Equal("acme/a", Encoding.UTF8.GetString(lines[0].Key!));
    }

    [Fact]
    public void LineThatCannotBeRead_HasAFaultAndNoKey()
    {
        var line = Assert.Single(Read("{\"tenant\":\"acme\""));

        Assert.Equal("intents.invalid_json", line.Fault!.Code);
        Assert.Null(line.Key);
    }

    [Fact]
    public void LinesAcrossBlocks_AreWhole()
    {
        var padding = new string('x', 100_000);
        var lines = Read($"{padding}\n{Quote}\n{padding}{padding}\n");

        Assert.Equal([100_000, Quote.Length, 200_000], lines.Select(line => line.Value.Length));
    }

    [Fact]
    public void LineThatIsTooLong_IsRefusedByNumber()
    {
        using var input = new MemoryStream(new byte[IntentLines.MaxLineBytes + (1 << 17)]);

        var refusal = Assert.Throws<CliRefusalException>(() => new IntentLines(assignsIds: false, replyTopic: null).Read(input, "x.jsonl").ToList());

        Assert.Equal("line 1 of x.jsonl is longer than 16 MiB; no topic takes such an intent", refusal.Message);
    }

    [Theory]
    [InlineData("""{"tenant":"acme","agent":"a","tool":"t","action":"x"}""")]
    [InlineData("""  { "tenant":"acme","agent":"a","tool":"t","action":"x"}""")]
    public void IntentWithoutAnId_GetsOneIfAsked(string text)
    {
        var line = Assert.Single(Read(text, assignsIds: true));

        Assert.Equal(36, line.Intent!.Id.Length);
        Assert.Equal("intents.missing_field", Assert.Single(Read(text)).Fault!.Code);
    }

    [Fact]
    public void EmptyObject_StaysJsonWhenItGetsAnId() =>
        Assert.Equal(("intents.missing_field", "tenant"), (Assert.Single(Read("{}", assignsIds: true)).Fault!.Code, Read("{}", assignsIds: true)[0].Fault!.Path));

    [Fact]
    public void ReplyTopic_IsThatOfTheLineOrElseTheOneAskedFor()
    {
        var lines = Read($$"""
            {{Quote}}
            {"reply_topic":"own",{{Quote[1..]}}
            """, replyTopic: "acme.replies");

        Assert.Equal(["acme.replies", "own"], lines.Select(line => line.Intent!.ReplyTopic));
    }

    private static List<IntentLine> Read(string text, bool assignsIds = false, string? replyTopic = null)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return [.. new IntentLines(assignsIds, replyTopic).Read(input, "x.jsonl")];
    }
}
