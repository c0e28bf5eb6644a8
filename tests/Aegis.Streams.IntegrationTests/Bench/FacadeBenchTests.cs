using System.Text.Json;
using Aegis.Streams.IntegrationTests.Cli;

namespace Aegis.Streams.IntegrationTests.Bench;

public sealed class FacadeBenchTests
{
    [Fact]
    public void ReadAndStateful_AreMeasuredBesideTheFloorWithoutAnError()
    {
        using var bench = new CliCall("", "bench", "facade", "--mode", "read", "--mode", "stateful", "--rps", "50", "--seconds", "1", "--rounds", "2", "--json");

        Assert.Equal(0, bench.ExitCode());

        var lines = bench.Output.ToString().TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["read facade", "read echo", "stateful facade", "stateful echo"], lines.Select(line => $"{line.GetProperty("mode")} {line.GetProperty("server")}"));
        Assert.All(lines, line => Assert.Equal((100, 0), (line.GetProperty("asked").GetInt32(), line.GetProperty("errors").GetInt32())));
        Assert.All(lines, line => Assert.True(line.GetProperty("max_us").GetInt64() >= line.GetProperty("p50_us").GetInt64()));
        Assert.Equal(1, lines[1].GetProperty("p99_ratio").GetDouble());
    }
}
