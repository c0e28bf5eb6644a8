using System.Text.Json;

namespace Aegis.Streams.Tests.Yaml;

/// <summary>Runs `tests/vectors/policy-documents/refused.json`: each text is refused with exactly this place and message.</summary>
public sealed class RefusedDocumentsTests
{
    private static readonly JsonElement[] All =
        [.. JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.PathOf("tests", "vectors", "policy-documents", "refused.json"))).RootElement.GetProperty("cases").EnumerateArray()];

    public static TheoryData<string> Names() => [.. All.Select(found => found.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_IsRefusedWithItsPlaceAndMessage(string name)
    {
        var refused = Assert.Single(All, found => found.GetProperty("name").GetString() == name);
        var text = refused.GetProperty("text").GetString()!;
        var fault = refused.GetProperty("format").GetString() == "json" ? Nodes.Json(text).Fault : Nodes.Yaml(text).Fault;

        Assert.NotNull(fault);
        Assert.Equal(refused.GetProperty("message").GetString(), fault.Message);
        Assert.Equal((refused.GetProperty("line").GetInt32(), refused.GetProperty("column").GetInt32()), (fault.Place.Line, fault.Place.Column));
    }

    [Fact]
    public void ThereAreManyCases() => Assert.InRange(All.Length, 380, 1000);
}
