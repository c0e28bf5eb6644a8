using System.Text;
using System.Text.Json.Nodes;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Tests.Dlp.Profiles;

namespace Aegis.Streams.Tests.Dlp.Rewriting;

public sealed class DropTests
{
    private const string Drop = "operator: drop";
    private const string Mail = "ann@acme.example";

    [Theory]
    [InlineData("""{"a":1,"m":"M"}""", """{"a":1}""")]
    [InlineData("""{"m":"M","a":1}""", """{"a":1}""")]
    [InlineData("""{ "m" : "M" , "a" : 1 }""", """{ "a" : 1 }""")]
    [InlineData("""{ "a" : 1 , "m" : "M" , "b" : 2 }""", """{ "a" : 1  , "b" : 2 }""")]
    [InlineData("""{"m":"M"}""", "{}")]
    [InlineData("""{ "m":"M", "n":"to M" }""", "{  }")]
    [InlineData("""{"m":"M","n":"M","a":1,"o":"M"}""", """{"a":1}""")]
    [InlineData("""{"a":{"m":"M"},"b":[{"m":"M","c":1.50e1}]}""", """{"a":{},"b":[{"c":1.50e1}]}""")]
    [InlineData("""{"cc":["M","x","M"]}""", """{"cc":["x"]}""")]
    [InlineData("""{"cc":["M"],"a":[[["M"],1]]}""", """{"cc":[],"a":[[[],1]]}""")]
    [InlineData("""{"M":{"deep":["M",1]},"a":1}""", """{"a":1}""")]
    [InlineData("""{"a":1,"M":[{"m":"M"}]}""", """{"a":1}""")]
    [InlineData("""{"a":"{\"m\":\"M\",\"b\":1}","c":1}""", """{"c":1}""")]
    [InlineData("""{"phone":4155961111,"a":1}""", """{"a":1}""")]
    [InlineData("\"M\"", "null")]
    [InlineData("""{"a":"no one, [M], {x"}""", "{}")]
    public void DroppedValue_GoesWithItsMemberOrItem(string json, string expected) => Assert.Equal(expected + "\n", ProfileScene.Lines(Drop, With(json) + "\n"));

    [Fact]
    public void MemberOfManyLines_LeavesTheOthersAsTheyAre() => Assert.Equal("{\"a\":1}\n{}\n{\"b\" :2}", ProfileScene.Lines(Drop, With("{\"a\":1}\n{\"m\":\"M\"}\n{\"b\" :2}")));

    [Fact]
    public void WhatNoStrictReaderReads_IsLeftOut() => Assert.Equal("{\"a\":1}\n", ProfileScene.Lines(Drop, With("{\"m\":\"M\",}\n{\"a\":1,\"m\":\"M\"}\n")));

    [Theory]
    [InlineData("1,M,x\n", "1,,x\n")]
    [InlineData("M,1,M\r\n2,3,4\r\n", ",1,\r\n2,3,4\r\n")]
    [InlineData("\"Ann, \"\"M\"\"\",\"b\nc\",\"x\nM\"", ",\"b\nc\",")]
    [InlineData("1,2,M", "1,2,")]
    [InlineData("1,M,x\r2,3,M\rM,5,6\r", "1,,x\r2,3,\r,5,6\r")]
    public void DroppedValue_EmptiesItsCell(string rows, string expected) => Assert.Equal(expected, ProfileScene.Records(Drop, "a,b,c", With(rows)));

    [Theory]
    [InlineData("M\nx\nM", "\"\"\nx\n\"\"")]
    [InlineData("M\r\n", "\"\"\r\n")]
    public void OnlyCellOfARecord_IsStillOne(string rows, string expected) => Assert.Equal(expected, ProfileScene.Records(Drop, "a", With(rows)));

    [Fact]
    public void CellsBetweenOtherSigns_AreThoseOfTheLayout()
    {
        var redactor = new RowRedactor(ProfileScene.Profile(Drop), new RowLayout(RecordFormat.Csv) { Delimiter = (byte)';', Header = "a;b"u8.ToArray() }, 2026);

        Assert.Equal(";x, y\n", ProfileScene.Text(redactor.Redact(Encoding.UTF8.GetBytes(With("1, M;x, y\n")))));
    }

    [Theory]
    [InlineData("operators: {EMAIL: drop}", "1 EMAIL, 1 PHONE", """{"b":"[PHONE]"}""")]
    [InlineData("operators: {PHONE: drop}", "1 EMAIL, 1 PHONE", """{"a":"[EMAIL]"}""")]
    public void DropOfOneEntity_LeavesOthersToTheirs(string keys, string counts, string expected)
    {
        var result = ProfileScene.Redactor(keys, RecordFormat.JsonLines).Redact(Encoding.UTF8.GetBytes(With("""{"a":"M","b":"+1 415 226 0199"}""")));

        Assert.Equal(expected, ProfileScene.Text(result));
        Assert.Equal(counts, ProfileScene.Counts(result));
    }

    [Fact]
    public void ValueThatBlocksInWhatIsDropped_StillBlocks() =>
        Assert.True(ProfileScene.Redactor("operator: drop, operators: {US_SSN: block}", RecordFormat.JsonLines).Redact(Encoding.UTF8.GetBytes(With("""{"a":"M 512-43-7781"}"""))).IsBlocked);

    [Fact]
    public void AnyJson_IsWhatAModelMakesOfIt()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var json = Make(random, 4);
            var (text, expected) = (Spaced(json.ToJsonString(), random), Without(json));

            var dropped = ProfileScene.Lines(Drop, With(text));
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(dropped)), $"seed {seed}: {text} -> {dropped}");
            Assert.DoesNotContain("acme", dropped, StringComparison.Ordinal);
        }
    }

    private static string With(string text) => text.Replace("M", Mail, StringComparison.Ordinal);

    private static JsonNode Make(Random random, int depth)
    {
        if (depth == 0 || random.Next(3) == 0) return JsonValue.Create(random.Next(3) == 0 ? "to M" : $"x{random.Next(9)}");
        if (random.Next(2) == 0) return new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Make(random, depth - 1))]);
        return new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create<string, JsonNode?>(random.Next(8) == 0 ? $"M {i}" : $"k{i}", Make(random, depth - 1))));
    }

    private static string Spaced(string json, Random random) => json.Replace(",", random.Next(3) == 0 ? " , " : ",", StringComparison.Ordinal).Replace("{", random.Next(3) == 0 ? "{ " : "{", StringComparison.Ordinal);

    private static JsonNode? Without(JsonNode node) => node switch
    {
        JsonArray array => new JsonArray([.. array.Where(item => !IsHit(item!)).Select(item => Without(item!))]),
        JsonObject members => new JsonObject(members.Where(member => !member.Key.Contains('M', StringComparison.Ordinal) && !IsHit(member.Value!)).Select(member => KeyValuePair.Create(member.Key, Without(member.Value!)))),
        _ => IsHit(node) ? null : node.DeepClone(),
    };

    private static bool IsHit(JsonNode node) => node is JsonValue && node.GetValue<string>().Contains('M', StringComparison.Ordinal);
}
