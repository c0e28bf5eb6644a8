namespace Aegis.Streams.IntegrationTests.Readme;

public sealed class ReadmeStepTests
{
    [Theory]
    [InlineData("one|two", "one\ntwo\n", true)]
    [InlineData("one|two", "one\ntwo\nthree\n", false)]
    [InlineData("one|…", "one\ntwo\nthree\n", true)]
    [InlineData("one|…|three", "one\nthree\n", true)]
    [InlineData("took … ms (p50)", "took 4.1 ms (p50)\n", true)]
    [InlineData("took … ms", "took 4.1\nms\n", false)]
    [InlineData("", "\n", true)]
    public void Output_IsComparedLineByLineExceptWhereDotsStand(string shown, string output, bool expected) =>
        Assert.Equal(expected, new ReadmeStep(1, "x", shown.Split('|')).IsShownBy(output, isComplete: true));

    [Fact]
    public void CommandThatGoesOn_ShowsMoreLater()
    {
        var step = new ReadmeStep(1, "x", ["…", "RUNNING"]);

        Assert.False(step.IsShownBy("CREATED\n", isComplete: false));
        Assert.True(step.IsShownBy("CREATED\nRUNNING\nmore\n", isComplete: false));
    }

    [Fact]
    public void Block_HasCommandsWithTheirOutputs()
    {
        var block = Assert.Single(ReadmeBlock.Read("text\n```console kafka background\n$ first \\\n    --more\nout\n\n$ second\n```\ntext"));

        Assert.True(block is { IsConsole: true, NeedsKafka: true, IsBackground: true });
        Assert.Equal([(3, "first --more"), (7, "second")], block.Steps.Select(step => (step.Line, step.Command)));
        Assert.Equal(["out", ""], block.Steps[0].Output);
    }
}
