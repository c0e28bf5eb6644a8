using Aegis.Streams.Yaml;

namespace Aegis.Streams.Tests.Yaml;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("a: 1\nb: x y\n", "{\"a\":1,\"b\":\"x y\"}")]
    [InlineData("a:\n- b\n- c\nd: -1\n", "{\"a\":[\"b\",\"c\"],\"d\":-1}")]
    [InlineData("a:\n  - b: 1\n    c: [x, {d: null}, ]\n  -\n    e: f\n", "{\"a\":[{\"b\":1,\"c\":[\"x\",{\"d\":null}]},{\"e\":\"f\"}]}")]
    [InlineData("- - a\n  - b\n- c\n", "[[\"a\",\"b\"],\"c\"]")]
    [InlineData("a:\nb:\n  # nothing\nc: null\n", "{\"a\":null,\"b\":null,\"c\":null}")]
    [InlineData("a: 1e3\nb: -0.5E+2\nc: true\n", "{\"a\":1e3,\"b\":-0.5E+2,\"c\":true}")]
    [InlineData("a: \"\\u0041\\ud83d\\ude00\\x42\\/\\t\"\nb: 'it''s'\n", "{\"a\":\"A\\uD83D\\uDE00B/\\t\",\"b\":\"it\\u0027s\"}")]
    [InlineData("a: User:x\nb: a#b\nc: 7 years\nd: 25%\ne: -x\nf: ?x\n", "{\"a\":\"User:x\",\"b\":\"a#b\",\"c\":\"7 years\",\"d\":\"25%\",\"e\":\"-x\",\"f\":\"?x\"}")]
    [InlineData("a: |\n  x\n\n   y\nb: |-\n  z\nc: |+\n  w\n\n", "{\"a\":\"x\\n\\n y\\n\",\"b\":\"z\",\"c\":\"w\\n\\n\"}")]
    [InlineData("a: >\n  x\n  y\n\n  z\n", "{\"a\":\"x y\\nz\\n\"}")]
    [InlineData("a: {\n  b: 1,\n  \"c\":2\n}\n", "{\"a\":{\"b\":1,\"c\":2}}")]
    [InlineData("a: 1\r\nb: 2\r\n", "{\"a\":1,\"b\":2}")]
    [InlineData("a: \"no\"\n\"yes\": '010'\n", "{\"a\":\"no\",\"yes\":\"010\"}")]
    public void Text_GivesItsNodes(string text, string json)
    {
        var (documents, fault) = Nodes.Yaml(text);

        Assert.Null(fault);
        Assert.Equal(json, Nodes.Show(Assert.Single(documents)));
    }

    [Fact]
    public void Documents_AreSeparatedByMarkers() =>
        Assert.Equal(["{\"a\":1}", "[2]"], Nodes.Yaml("# first\n---\na: 1\n--- # second\n- 2\n").Documents.Select(Nodes.Show));

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    public void TextWithoutContent_HasNoDocuments(string text)
    {
        var (documents, fault) = Nodes.Yaml(text);

        Assert.Null(fault);
        Assert.Empty(documents);
    }

    [Fact]
    public void Nodes_KnowTheirPlaces()
    {
        var root = (YamlMapping)Nodes.Yaml("é😀: \"x\\ty\"  # c\nlist:\n  - [ok]\ntext: |-\n  z\n").Documents[0];

        Assert.Equal(new TextPlace(1, 1, 3), root.Entries[0].Key.Place);
        Assert.Equal(new TextPlace(1, 6, 6), root.Entries[0].Value.Place);
        Assert.Equal(new TextPlace(3, 3, 1), root.Entries[1].Value.Place);
        Assert.Equal(new TextPlace(3, 5, 1), ((YamlSequence)root.Entries[1].Value).Items[0].Place);
        Assert.Equal(new TextPlace(4, 7, 2), root.Entries[2].Value.Place);
    }

    [Fact]
    public void RepeatedKey_PointsAtTheFirst()
    {
        var related = Nodes.Yaml("a: 1\nb:\n  key: 1\n  \"key\": 2\n").Fault!.Related!;

        Assert.Equal((3, 3, 3, "the first is here"), (related.Line, related.Column, related.Length, related.Label));
    }

    [Theory]
    [InlineData("[", "nested deeper than 32 levels")]
    [InlineData("{a: ", "nested deeper than 32 levels")]
    [InlineData("- ", "nested deeper than 32 levels")]
    [InlineData("? ", "keys marked with ? are not allowed in policies; write `key: value`")]
    [InlineData("-\n", "more than 1000000 values; split the file")]
    public void Bomb_IsRefused(string piece, string message) =>
        Assert.Equal(message, Nodes.Yaml(string.Concat(Enumerable.Repeat(piece, 1_000_001))).Fault!.Message);

    [Fact]
    public void TooLongText_IsRefused() =>
        Assert.Equal("longer than 16777216 characters; split the file", Nodes.Yaml(new string(' ', 16777217)).Fault!.Message);
}
