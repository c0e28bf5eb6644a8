using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using CsCheck;

namespace Aegis.Streams.Tests.Intents;

public sealed class StrictJsonTests
{
    private static readonly IntentLimits Limits = new();

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00",null,true,{"a":1}],"b":{"a":2}}""")]
    [InlineData(""" { "v" : 1 , "V" : 2 } """)]
    public void StrictText_HasNoFault(string text) => Assert.Null(Validate(text));

    [Theory]
    [InlineData("", "intents.invalid_json", "p")]
    [InlineData("null", "intents.invalid_json", "p")]
    [InlineData("[]", "intents.invalid_json", "p")]
    [InlineData("{} {}", "intents.invalid_json", "p")]
    [InlineData("{\"a\":1,}", "intents.invalid_json", "p.a")]
    [InlineData("{\"a\":NaN}", "intents.invalid_json", "p.a")]
    [InlineData("{\"a\":01}", "intents.invalid_json", "p.a")]
    [InlineData("{\"a\":1 /* */}", "intents.invalid_json", "p.a")]
    [InlineData("{'a':1}", "intents.invalid_json", "p")]
    [InlineData("\ufeff{}", "intents.invalid_json", "p")]
    [InlineData("{\"a\":1,\"a\":1}", "intents.duplicate_key", "p.a")]
    [InlineData("{\"a\":1,\"\\u0061\":1}", "intents.duplicate_key", "p.a")]
    [InlineData("{\"a\":{\"b\":[0,{\"c\":1,\"c\":2}]}}", "intents.duplicate_key", "p.a.b[1].c")]
    [InlineData("{\"anna@example.com\":1,\"anna@example.com\":1}", "intents.duplicate_key", "p.*")]
    [InlineData("{\"a\":[{},\"\\udc00\"]}", "intents.invalid_utf8", "p.a[1]")]
    [InlineData("{\"\\ud800x\":1}", "intents.invalid_utf8", "p")]
    [InlineData("{\"a\":\"\\ud800\\ud800\"}", "intents.invalid_utf8", "p.a")]
    [InlineData("{\"a\":1e-99999}", "intents.number_too_long", "p.a")]
    public void OtherText_HasAFaultWithItsPlace(string text, string code, string path)
    {
        var fault = Validate(text);

        Assert.Equal(code, fault?.Code);
        Assert.Equal(path, fault?.Path);
    }

    [Fact]
    public void DuplicateAmongVeryManyNames_IsFoundFast()
    {
        var members = string.Join(',', Enumerable.Range(0, 20_000).Select(number => $"\"n{number}\":0"));

        Assert.Null(Validate($"{{{members}}}"));
        Assert.Equal("intents.duplicate_key", Validate($"{{{members},\"n7\":0}}")?.Code);
        Assert.Equal("intents.duplicate_key", Validate($"{{{members},\"n19999\":0}}")?.Code);
    }

    [Fact]
    public void AnyText_PassesOnlyIfTheStrictestOptionsOfThePlatformPassIt() =>
        Gen.OneOf("{", "}", "[", "]", ":", ",", "\"a\"", "\"\\u0061\"", "\"b\"", "1", "1e9", "null", " ", "\"\\ud800\"", "\"\\ud83d\\ude00\"")
            .Array[0, 14].Select(string.Concat)
            .Sample(text => Assert.Equal(IsStrict(text), Validate(text) is null));

    private static bool IsStrict(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object && Texts(document.RootElement).All(value => value.Length >= 0);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private static IntentFault? Validate(string text) => StrictJson.Validate(Encoding.UTF8.GetBytes(text), Limits, "p");
}
