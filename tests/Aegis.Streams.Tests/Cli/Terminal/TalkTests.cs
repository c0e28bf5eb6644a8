using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Tests.Cli.Terminal;

public sealed class TalkTests
{
    [Fact]
    public void Line_GoesAboveTheStatusThatTheTerminalShows()
    {
        var output = new StringWriter();
        var talk = new Talk(new Screen(output, isTerminal: true, isColorful: false, width: 40), isQuiet: false);

        talk.Status("RESTORING 43 %");
        talk.Note("loaded");
        talk.Status(null);

        Assert.Equal("RESTORING 43 %\r\e[Kloaded\nRESTORING 43 %\r\e[K", output.ToString());
    }

    [Fact]
    public void Status_IsNotForFiles()
    {
        var output = new StringWriter();
        var talk = new Talk(new Screen(output, isTerminal: false, isColorful: true, width: 40), isQuiet: false);

        talk.Status("RESTORING 43 %");
        talk.Warn("low");

        Assert.Equal("warning: low\n", output.ToString());
    }

    [Fact]
    public void Quiet_LeavesFaultsOnly()
    {
        var output = new StringWriter();
        var talk = new Talk(new Screen(output, isTerminal: true, isColorful: true, width: 40), isQuiet: true);

        talk.Note("a");
        talk.Warn("b");
        talk.Status("c");
        talk.Fault("two\nlines \e[2J");

        Assert.Equal("\e[31merror:\e[0m two lines \\u001b[2J\n", output.ToString());
    }
}
