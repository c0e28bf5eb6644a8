using Aegis.Streams.Cli;

namespace Aegis.Streams.Tests.Bench;

public sealed class StreamBenchOptionsTests
{
    [Theory]
    [InlineData("", "no cluster was named")]
    [InlineData("--embedded", "there is nothing to measure")]
    [InlineData("--embedded --bootstrap-servers localhost:1 --count 1", "exclude each other")]
    [InlineData("--embedded --count 0", "--count must be a whole number from 1 to 10000000")]
    [InlineData("--embedded --count 20000", "the most are 10,000")]
    [InlineData("--embedded --rate 200,x", "--rate must be whole numbers from 1 to 100000")]
    [InlineData("--embedded --rate 100 --seconds 0s", "--seconds must be more than 0")]
    [InlineData("--embedded --rate 1 --seconds 500ms", "--seconds is too short")]
    [InlineData("--embedded --rate 100000 --seconds 1h", "the most are 10,000,000")]
    [InlineData("--embedded --count 1 --commit-spacing 1s", "the commit spacing must be between 0 and the commit interval")]
    [InlineData("--embedded --count 1 --broker-pid 2147483647", "there is no such process")]
    public async Task Nonsense_IsRefusedBeforeAnythingIsMeasured(string options, string expected)
    {
        using var data = new StringWriter();
        using var talk = new StringWriter();
        var host = new CliHost { Input = Stream.Null, Output = data, Error = talk, Variable = _ => null };

        var exitCode = await AegisCli.RunAsync(["bench", "stream", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)], host, CancellationToken.None);

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains(expected, talk.ToString());
        Assert.Empty(data.ToString());
    }
}
