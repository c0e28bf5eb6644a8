using System.Text.Json;
using Aegis.Streams.Cli;

namespace Aegis.Streams.IntegrationTests.Bench;

/// <summary>The whole benchmark, small, on an embedded broker, with its process under test.</summary>
public sealed class StreamBenchTests
{
    [Fact]
    public async Task SmallLoad_IsDrainedAndDrivenAndEveryIntentAnswered()
    {
        using var data = new StringWriter();
        using var talk = new StringWriter();
        var host = new CliHost { Input = Stream.Null, Output = data, Error = talk, Variable = _ => null };

        var exitCode = await AegisCli.RunAsync(
            ["bench", "stream", "--embedded", "--json", "--count", "400", "--rate", "50", "--seconds", "2", "--warmup", "1", "--skus", "1000"],
            host,
            TestContext.Current.CancellationToken);

        Assert.True(exitCode == ExitCodes.Done, talk.ToString());
        var lines = data.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using var drain = JsonDocument.Parse(lines[0]);
        Assert.Equal("drain", drain.RootElement.GetProperty("measure").GetString());
        Assert.Equal(400, drain.RootElement.GetProperty("intents").GetInt32());
        Assert.Equal(0, drain.RootElement.GetProperty("missing").GetInt64());
        Assert.Equal(0, drain.RootElement.GetProperty("audit_missing").GetInt64());
        using var rate = JsonDocument.Parse(lines[1]);
        Assert.Equal(100, rate.RootElement.GetProperty("answered").GetInt64());
        Assert.True(rate.RootElement.GetProperty("p99_ms").GetDouble() > 0);
        Assert.True(rate.RootElement.GetProperty("use").GetProperty("allocated_bytes_per_record").GetDouble() > 1000);
    }
}
