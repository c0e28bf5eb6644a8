using System.Text.Json;

namespace Aegis.Streams.Tests.Policy.Egress;

/// <summary>`tests/vectors/egress.json`; the README beside it tells the format.</summary>
internal static class EgressVectors
{
    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.PathOf("tests", "vectors", "egress.json"))).RootElement;

    public static IEnumerable<JsonElement> Targets => Root.GetProperty("targets").EnumerateArray();

    public static IEnumerable<string> GoodUrls => Targets.Where(vector => !IsRefusal(vector)).Select(vector => Text(vector, "url"));

    public static TheoryData<string> Names(string kind) => [.. Root.GetProperty(kind).EnumerateArray().Select(vector => Text(vector, "name"))];

    public static JsonElement Find(string kind, string name) =>
        Assert.Single(Root.GetProperty(kind).EnumerateArray(), vector => Text(vector, "name") == name);

    public static bool IsRefusal(JsonElement vector) => vector.GetProperty("expect").TryGetProperty("fault", out _);

    public static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
