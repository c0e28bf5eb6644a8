using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Tests.Cli.Terminal;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_AreAsWideAsTheirContentAndNumbersAlignRight()
    {
        var output = new StringWriter();
        var table = new TextTable("outcome", ">intents", "note");
        table.Add(Ink.Green, "allow", "1,200", "fine");
        table.Add(Ink.Red, "deny\e", "3", "");

        table.WriteTo(new Screen(output, isTerminal: false, isColorful: true, width: 80));

        Assert.Equal("outcome     intents  note\nallow         1,200  fine\ndeny\\u001b        3\n", output.ToString());
    }
}
