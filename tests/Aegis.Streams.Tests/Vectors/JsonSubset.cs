using System.Text.Json;

namespace Aegis.Streams.Tests.Vectors;

/// <summary>Compares what a vector expects with what came: every expected member must be there with its value; lists must have equal lengths.</summary>
internal static class JsonSubset
{
    public static void AssertContains(JsonElement expected, JsonElement actual, string path)
    {
        Assert.True(expected.ValueKind == actual.ValueKind, $"{path}: expected {expected.GetRawText()}, got {actual.GetRawText()}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in expected.EnumerateObject())
                {
                    Assert.True(actual.TryGetProperty(member.Name, out var value), $"{path}.{member.Name} is missing in {actual.GetRawText()}");
                    AssertContains(member.Value, value, $"{path}.{member.Name}");
                }

                break;
            case JsonValueKind.Array:
                Assert.True(expected.GetArrayLength() == actual.GetArrayLength(), $"{path}: expected {expected.GetRawText()}, got {actual.GetRawText()}");
                for (var i = 0; i < expected.GetArrayLength(); i++) AssertContains(expected[i], actual[i], $"{path}[{i}]");
                break;
            default:
                Assert.True(JsonElement.DeepEquals(expected, actual), $"{path}: expected {expected.GetRawText()}, got {actual.GetRawText()}");
                break;
        }
    }
}
