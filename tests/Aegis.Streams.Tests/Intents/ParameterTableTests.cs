using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Tests.Intents;

public sealed class ParameterTableTests
{
    private const string Sample =
        """{"sku":"SKU-000123","quantity":2,"note":null,"is_renewal":true,"is_new":false,"address":{"city":"K\u00f6ln"},"items":[{"price":19.99},{"price":-2.5e3}]}""";

    private static readonly IntentLimits Limits = new();

    private readonly ParameterTable _table = new();

    [Fact]
    public void Values_AreInTheOrderOfTheTextWithWhatIsInsideThem()
    {
        Assert.Null(Read(Sample));

        string[] expected =
        [
            "0 Object next 13 children 7", "1 sku String `SKU-000123` next 2", "2 quantity Number `2` next 3", "3 note Null `null` next 4",
            "4 is_renewal True `true` next 5", "5 is_new False `false` next 6", "6 address Object next 8 children 1",
            @"7 city String `K\u00f6ln` next 8", "8 items Array next 13 children 2", "9 Object next 11 children 1",
            "10 price Number `19.99` next 11", "11 Object next 13 children 1", "12 price Number `-2.5e3` next 13",
        ];
        Assert.Equal(expected, Enumerable.Range(0, _table.Count).Select(Describe));
    }

    [Fact]
    public void Container_IsTheTextWithItsBrackets()
    {
        Assert.Null(Read(""" { "a" : [ 1, {} ] } """));

        Assert.Equal("""{ "a" : [ 1, {} ] }""", Encoding.UTF8.GetString(_table.Value(_table[0])));
        Assert.Equal("[ 1, {} ]", Encoding.UTF8.GetString(_table.Value(_table[1])));
    }

    [Fact]
    public void EmptyText_IsTheEmptyObject()
    {
        Assert.Null(Read(""));

        Assert.Equal(1, _table.Count);
        Assert.Equal("{}", Encoding.UTF8.GetString(_table.Value(_table[0])));
        Assert.False(_table.TryFind(0, "a"u8, out _));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":[1,2}""")]
    [InlineData("{\"a\":\"\u0001\"}")]
    public void Fault_EmptiesTheTable(string text)
    {
        Assert.Null(Read(Sample));
        Assert.NotNull(Read(text));

        Assert.Equal(0, _table.Count);
        Assert.Throws<IndexOutOfRangeException>(() => _table[0].Kind);
    }

    [Fact]
    public void InvalidUtf8_EmptiesTheTable()
    {
        Assert.Null(Read(Sample));
        Assert.Equal("intents.invalid_utf8", _table.Read(new byte[] { 0x7B, 0xFF, 0x7D }, Limits, "p")?.Code);

        Assert.Equal(0, _table.Count);
    }

    [Theory]
    [InlineData("""{"v":""}""", "", 0)]
    [InlineData("""{"v":"é"}""", "é", 1)]
    [InlineData("""{"v":"e\u0301"}""", "e\u0301", 2)]
    [InlineData("""{"v":"😀😀"}""", "😀😀", 2)]
    [InlineData("""{"v":"\ud83d\ude00\uD83D\uDE00"}""", "😀😀", 2)]
    [InlineData("""{"v":"\"\\\/\b\f\n\r\t\u0000"}""", "\"\\/\b\f\n\r\t\0", 9)]
    [InlineData("""{"v":"Übermäßig lange Wörter, 中文 und ein 😀 dazu"}""", "Übermäßig lange Wörter, 中文 und ein 😀 dazu", 41)]
    public void String_IsReadWithoutItsEscapes(string text, string expected, int codePoints)
    {
        Assert.Null(Read(text));

        ref readonly var entry = ref _table[1];
        Assert.Equal(expected, Encoding.UTF8.GetString(_table.Unescaped(entry)));
        Assert.Equal(codePoints, _table.CodePoints(entry));
        Assert.True(_table.StringEquals(entry, Encoding.UTF8.GetBytes(expected)));
        Assert.False(_table.StringEquals(entry, Encoding.UTF8.GetBytes(expected + "x")));
    }

    [Fact]
    public void Name_IsFoundHoweverItIsEscaped()
    {
        Assert.Null(Read("""{"\u0061b":1,"b\n":2,"":3,"ab c":4}"""));

        Assert.True(_table.TryFind(0, "ab"u8, out var index) && index == 1);
        Assert.True(_table.TryFind(0, "b\n"u8, out index) && index == 2);
        Assert.True(_table.TryFind(0, ""u8, out index) && index == 3);
        Assert.False(_table.TryFind(0, "a"u8, out index) || index != 0);
        Assert.False(_table.TryFind(0, @"b\n"u8, out _));
        Assert.False(_table.TryFind(1, "ab"u8, out _));
        Assert.True(_table.NameEquals(_table[1], "ab"u8));
        Assert.Equal("b\n", Encoding.UTF8.GetString(_table.UnescapedName(_table[2])));
    }

    [Fact]
    public void ItemOfAnArray_HasNoNameNotEvenTheEmptyOne()
    {
        Assert.Null(Read("""{"":[1]}"""));

        Assert.True(_table[1].HasName);
        Assert.False(_table[2].HasName);
        Assert.False(_table.NameEquals(_table[2], ""u8));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(2_000)]
    public void LargeObjects_HaveTheirMembersFoundAndTheirDuplicatesRefused(int count)
    {
        // Two objects of the same names, and a third inside of one member of each.
        var members = string.Join(',', Enumerable.Range(0, count).Select(number => $"\"n{number}\":{{\"n1\":{number}}}"));
        Assert.Null(Read($"{{\"a\":{{{members}}},\"b\":{{{members}}}}}"));

        var second = _table[1].Next;
        foreach (var container in new[] { 1, second })
            for (var number = 0; number < count; number++)
                Assert.True(_table.TryFind(container, Encoding.UTF8.GetBytes($"n{number}"), out var index) && index == container + 1 + (2 * number));
        Assert.False(_table.TryFind(1, Encoding.UTF8.GetBytes($"n{count}"), out _));
        Assert.Equal("p.a.n1", Read($"{{\"a\":{{{members},\"\\u006e1\":0}}}}")?.Path);
    }

    [Fact]
    public void ValidText_AllocatesNothingOnceTheTableHasGrown()
    {
        var large = string.Join(',', Enumerable.Range(0, 20_000).Select(number => $"\"name-number-{number}\":\"\\u0041{number}\""));
        ReadOnlyMemory<byte>[] texts = [Encoding.UTF8.GetBytes(Sample), Encoding.UTF8.GetBytes($"{{{large}}}"), Encoding.UTF8.GetBytes("""{"\u0061":"\n"}""")];
        Assert.Equal(0, Allocation.Least(() =>
        {
            foreach (var text in texts) Use(text);
        }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnyText_HasTheFaultAndTheValuesThatThePlatformsReaderSees(int seed)
    {
        var limits = new IntentLimits { MaxDepth = 4, MaxNumberLength = 20 };
        var texts = new JsonMutations(seed);
        for (var i = 0; i < 4_000; i++)
        {
            var text = texts.Next();
            var expected = StrictJsonOracle.Validate(text, limits, "p");

            Assert.Equal((expected, Encoding.UTF8.GetString(text)), (StrictJson.Validate(text, limits, "p"), Encoding.UTF8.GetString(text)));
            if (text.Length > 0) Assert.Equal(expected, _table.Read(text, limits, "p"));
            if (expected is not null) continue;
            using var document = JsonDocument.Parse(text);
            Assert.Equal(_table.Count, AssertSame(document.RootElement, 0));
        }
    }

    private int AssertSame(JsonElement expected, int index)
    {
        ref readonly var entry = ref _table[index];
        var at = index + 1;
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal((ParameterKind.Object, expected.GetPropertyCount()), (entry.Kind, entry.ChildCount));
                foreach (var member in expected.EnumerateObject())
                {
                    Assert.True(_table.TryFind(index, Encoding.UTF8.GetBytes(member.Name), out var found) && found == at);
                    at = AssertSame(member.Value, at);
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal((ParameterKind.Array, expected.GetArrayLength()), (entry.Kind, entry.ChildCount));
                foreach (var item in expected.EnumerateArray()) at = AssertSame(item, at);
                break;
            case JsonValueKind.String:
                Assert.Equal((ParameterKind.String, expected.GetString()), (entry.Kind, Encoding.UTF8.GetString(_table.Unescaped(entry))));
                Assert.Equal(expected.GetString()!.EnumerateRunes().Count(), _table.CodePoints(entry));
                break;
            default:
                Assert.Equal((expected.ValueKind.ToString(), expected.GetRawText()), (entry.Kind.ToString(), Encoding.UTF8.GetString(_table.Value(entry))));
                break;
        }

        Assert.Equal(at, entry.Next);
        return at;
    }

    private void Use(ReadOnlyMemory<byte> text)
    {
        if (_table.Read(text, Limits, "p") is not null) throw new InvalidOperationException("The text is valid.");
        for (var i = 0; i < _table.Count; i++) _ = _table.CodePoints(_table[i]) + _table.Unescaped(_table[i]).Length + _table.UnescapedName(_table[i]).Length;
        _ = _table.TryFind(0, "sku"u8, out _);
    }

    private IntentFault? Read(string text) => _table.Read(Encoding.UTF8.GetBytes(text), Limits, "p");

    private string Describe(int index)
    {
        ref readonly var entry = ref _table[index];
        var name = entry.HasName ? Encoding.UTF8.GetString(_table.Name(entry)) + " " : "";
        var isContainer = entry.Kind is ParameterKind.Object or ParameterKind.Array;
        return isContainer
            ? $"{index} {name}{entry.Kind} next {entry.Next} children {entry.ChildCount}"
            : $"{index} {name}{entry.Kind} `{Encoding.UTF8.GetString(_table.Value(entry))}` next {entry.Next}";
    }
}
