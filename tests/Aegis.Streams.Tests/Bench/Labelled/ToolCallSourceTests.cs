using System.Text;
using System.Text.Json;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Bench.Labelled.ToolCalls;

namespace Aegis.Streams.Tests.Bench.Labelled;

public sealed class ToolCallSourceTests
{
    private static readonly List<LabelledDocument> Lines = [.. new ToolCallSource(5).Documents(10_000)];

    [Fact]
    public void EveryLine_IsOneObject()
    {
        foreach (var line in Lines)
        {
            using var json = JsonDocument.Parse(line.Bytes);
            Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
            Assert.Equal(line.Bytes.Length - 1, Array.IndexOf(line.Bytes, (byte)'\n'));
        }
    }

    [Fact]
    public void EveryValue_IsInAStringOrNumberOfItsLine()
    {
        foreach (var line in Lines)
        {
            using var json = JsonDocument.Parse(line.Bytes);
            var (leaves, nested) = (new List<string>(), new List<string>());
            Collect(json.RootElement, leaves, nested);
            foreach (var truth in line.Truth)
                Assert.Contains(truth.Flags.HasFlag(TruthFlags.InNestedJson) ? nested : leaves, leaf => leaf.Contains(truth.Value, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Shares_AreAsStated()
    {
        var truths = Lines.SelectMany(line => line.Truth.Select(truth => (truth, Raw: RawValue.Of(line, truth.Start, truth.Length)))).ToList();

        Assert.InRange(truths.Average(pair => pair.Raw.Contains("\\u", StringComparison.Ordinal) ? 1.0 : 0.0), 0.05, 0.10);
        Assert.InRange(truths.Average(pair => pair.truth.Flags.HasFlag(TruthFlags.InNestedJson) ? 1.0 : 0.0), 0.15, 0.35);
        Assert.InRange(truths.Average(pair => pair.truth.Context == ContextKind.Key ? 1.0 : 0.0), 0.5, 0.8);
        Assert.DoesNotContain(truths, pair => pair.truth.Context == ContextKind.Column || pair.truth.Flags.HasFlag(TruthFlags.National));
    }

    [Theory]
    [InlineData("\"phoneNumber\":")]
    [InlineData("\"phone_number\":")]
    [InlineData("\"Authorization\":\"Bearer ")]
    [InlineData("\\\\\\\"email\\\\\\\":")]
    [InlineData("\"jsonrpc\": \"2.0\"")]
    [InlineData("\"type\":\"tool_use\"")]
    [InlineData("\\n")]
    public void Lines_HaveThisForm(string part) => Assert.Contains(Lines, line => Encoding.UTF8.GetString(line.Bytes).Contains(part, StringComparison.Ordinal));

    [Theory]
    [InlineData("PHONE")]
    [InlineData("US_SSN")]
    [InlineData("CREDIT_CARD")]
    [InlineData("US_BANK_ACCOUNT")]
    public void Digits_AreNumbersToo(string entity) =>
        Assert.Contains(Lines, line => line.Truth.Any(truth => truth.Entity == entity && line.Bytes[truth.Start - 1] is (byte)':' or (byte)' ' && truth.Context == ContextKind.Key));

    private static void Collect(JsonElement element, List<string> leaves, List<string> nested)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject()) Collect(property.Value, leaves, nested);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Collect(item, leaves, nested);
                break;
            case JsonValueKind.String when element.GetString()!.StartsWith('{') && element.GetString()!.EndsWith('}') && element.GetString() is not "{{ secret }}":
                using (var inner = JsonDocument.Parse(element.GetString()!)) Collect(inner.RootElement, nested, nested);
                break;
            default:
                leaves.Add(element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText());
                break;
        }
    }
}
