using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aegis.Streams.IntegrationTests.Node;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Tests;

namespace Aegis.Streams.IntegrationTests.Contracts;

/// <summary>`docs/contracts` in the hands of the parsers and validators that strangers use.</summary>
public sealed class ContractDocumentsTests
{
    private static readonly string[] Inexpressible =
        [ReasonCodes.DuplicateKey, ReasonCodes.TooDeep, ReasonCodes.NumberTooLong, ReasonCodes.InvalidUtf8, ReasonCodes.TooLarge];

    [Fact]
    public void AsyncApisOwnParser_TakesTheDocument()
    {
        var (lines, exitCode) = NodeScript.Run(["asyncapi.mjs", RepositoryFiles.PathOf("docs", "contracts", "asyncapi.json")]);

        Assert.True(exitCode == 0, string.Join('\n', lines));
        Assert.DoesNotContain(lines, line => line.StartsWith("error", StringComparison.Ordinal) || line.StartsWith("warning", StringComparison.Ordinal));
        Assert.Equal("channels: agents audit catalog dead_letters decisions intents replies", lines[^1]);
    }

    [Fact]
    public void Ajv_TakesSampleIntentsExactlyIfTheReaderDoes()
    {
        var samples = File.ReadLines(RepositoryFiles.PathOf("topology", "samples", "intents.jsonl"))
            .Select(line => (Line: line, Fault: Fault(line)))
            .Where(sample => IsJson(sample.Line) && !Inexpressible.Contains(sample.Fault?.Code)).ToList();

        var verdicts = Validate(samples.Select(sample => Message("ToolCallIntent", sample.Line)));

        Assert.Equal(samples.Select(sample => sample.Fault is null), verdicts.Select(verdict => verdict == "valid"));
        Assert.InRange(samples.Count(sample => sample.Fault is not null), 5, 100);
    }

    [Fact]
    public void Ajv_TakesEverySampleAgent()
    {
        var verdicts = Validate(File.ReadLines(RepositoryFiles.PathOf("topology", "samples", "agents.jsonl")).Select(line => Message("AgentRegistration", line)));

        Assert.NotEmpty(verdicts);
        Assert.All(verdicts, verdict => Assert.Equal("valid", verdict));
    }

    private static string[] Validate(IEnumerable<string> messages)
    {
        var (lines, exitCode) = NodeScript.Run(["json-schema.mjs", RepositoryFiles.PathOf("docs", "contracts", "json-schema")], [.. messages]);
        Assert.True(exitCode == 0, string.Join('\n', lines));
        return lines;
    }

    private static string Message(string schema, string instance) => $$"""{"schema":"{{schema}}","instance":{{instance}}}""";

    private static IntentFault? Fault(string line)
    {
        var reader = new IntentReader(new IntentLimits());
        var reading = reader.Read(new SourceRecord { Topic = "aegis.intents", Partition = 0, Offset = 0, Timestamp = DateTimeOffset.UnixEpoch, Value = Encoding.UTF8.GetBytes(line) });
        return reading.IsReadable ? reader.ReadParameters(reading.Intent, new ParameterTable()) : reading.Fault;
    }

    private static bool IsJson(string line)
    {
        try
        {
            return JsonNode.Parse(line) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
