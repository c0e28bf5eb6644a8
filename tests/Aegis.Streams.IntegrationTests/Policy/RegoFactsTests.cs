using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.IntegrationTests.Policy.RegoScene;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>The traps of Rego, each as emitted and as a real Open Policy Agent decides: T, F, or U for undecided.</summary>
public sealed class RegoFactsTests
{
    // Missing, null, true, "20", [], 25, 26.
    private static readonly string[] Values = ["{}", """{"v":null}""", """{"v":true}""", """{"v":"20"}""", """{"v":[]}""", """{"v":25}""", """{"v":26}"""];

    [Fact]
    public void AtMost_IsDecidedForNumbersOnly() => Assert.Equal("UUUUUTF", Kleene(Parameter("v", AtMost("25")), Values));

    [Fact]
    public void NotAtMost_FiresForWhatIsNoNumber() => Assert.Equal("UUUUUFT", Kleene(new Not(Parameter("v", AtMost("25"))), Values));

    [Fact]
    public void AtLeast_DoesNotTakeTextsAndArraysForLarge() =>
        Assert.Equal("UUUUUFF", Kleene(Parameter("v", new NumberRange(Number("100"), null)), Values));

    [Fact]
    public void NotIn_IsUndecidedForMissingAndOtherTypes()
    {
        var condition = Parameter("v", new OneOf([new TextLiteral("EU")]) { IsNegated = true });
        Assert.Equal("UUUTUUU", Kleene(condition, Values));
    }

    [Fact]
    public void In_IsUndecidedForMissingAndOtherTypes() => Assert.Equal("UUUTUUU", Kleene(Parameter("v", new OneOf([new TextLiteral("20")])), Values));

    [Fact]
    public void OptionalUnderAPermitAndAForbid_CountsForTheCall()
    {
        // The permit applies and the forbid does not, which no value of Kleene's would do to both.
        var condition = Parameter("v", AtMost("25")) with { IsOptional = true };
        Assert.Equal("?UUUUTF", Kleene(condition, Values));
    }

    [Fact]
    public void Present_IsAlwaysDecidedAndNullIsPresent()
    {
        Assert.Equal("FTTTTTT", Kleene(Parameter("v", new PresenceTest(true)), Values));
        Assert.Equal("TFFFFFF", Kleene(Parameter("v", new PresenceTest(false)), Values));
        Assert.Equal("UTTTTTT", Kleene(Parameter("v"), Values));
    }

    [Fact]
    public void MissingMiddle_IsUndecided()
    {
        string[] arguments = ["{}", """{"a":{}}""", """{"a":5}""", """{"a":null}""", """{"a":[]}""", """{"a":["b"]}""", """{"a":{"b":25}}""", """{"a":{"b":null}}"""];
        Assert.Equal("UUUUUUTU", Kleene(Parameter("a.b", AtMost("25")), arguments));
        Assert.Equal("TTUUUUFF", Kleene(Parameter("a.b", new PresenceTest(false)), arguments));
        Assert.Equal("??UUUUTU", Kleene(Parameter("a.b", AtMost("25")) with { IsOptional = true }, arguments));
    }

    [Fact]
    public void ScalarArguments_AreUndecided()
    {
        var document = Document(Rule(RuleEffect.Permit, AllOf.Nothing));
        Assert.Equal(["deny", "deny", "allow"], Verdicts([document], Call, "5", "null", "{}"));
    }

    [Fact]
    public void NullFalseAndZero_ArePresent() =>
        Assert.Equal("TTTT", Kleene(Parameter("v"), """{"v":null}""", """{"v":false}""", """{"v":0}""", """{"v":""}"""));

    [Fact]
    public void TextThatSpellsANumber_IsNotCoerced() =>
        Assert.Equal("UUUU", Kleene(Parameter("v", AtMost("25")), """{"v":"30%"}""", """{"v":"1e1"}""", """{"v":null}""", """{"discuont":30}"""));

    [Fact]
    public void Every_IsTrueOfNoItemsAndUndecidedOfWhatIsNoArray()
    {
        var condition = Parameter("v[*]", AtMost("25"));
        Assert.Equal("UUTTFFUU", Kleene(
            condition, "{}", """{"v":5}""", """{"v":[]}""", """{"v":[25,1]}""", """{"v":[25,26]}""", """{"v":["x",26]}""", """{"v":["x",1]}""", """{"v":"abc"}"""));
    }

    [Fact]
    public void Any_IsFalseOfNoItems()
    {
        var condition = Parameter("v[*].x", AtMost("25")) with { Quantifier = Quantifier.Any };
        Assert.Equal("UUFTFUT", Kleene(
            condition, "{}", """{"v":{}}""", """{"v":[]}""", """{"v":[{"x":26},{"x":25}]}""", """{"v":[{"x":26}]}""", """{"v":[{"x":26},{}]}""", """{"v":[{},5,{"x":1}]}"""));
    }

    [Fact]
    public void NestedItems_AreAllLookedAt()
    {
        var condition = Parameter("v[*].w[*]", AtMost("25"));
        Assert.Equal("TTFUU", Kleene(
            condition, """{"v":[]}""", """{"v":[{"w":[1]},{"w":[]}]}""", """{"v":[{"w":[1]},{"w":[2,26]}]}""", """{"v":[{"w":[1]},{}]}""", """{"v":[{"w":[1,null]}]}"""));
    }

    [Fact]
    public void OptionalMemberOfItems_CountsItemByItem()
    {
        var condition = Parameter("v[*].x", AtMost("25")) with { IsOptional = true };
        var document = Document(Rule(RuleEffect.Permit, condition));
        Assert.Equal(
            ["allow", "allow", "allow", "deny", "deny"],
            Verdicts([document], Call, "{}", """{"v":[{}]}""", """{"v":[{},{"x":25}]}""", """{"v":[{},{"x":26}]}""", """{"v":[{},5]}"""));
    }

    [Fact]
    public void Counts_AreUndecidedOfOtherTypes()
    {
        Assert.Equal("TFUUU", Kleene(Parameter("v", new ItemCount(null, 2)), """{"v":[1,2]}""", """{"v":[1,2,3]}""", """{"v":2}""", """{"v":"ab"}""", """{"v":{}}"""));
        Assert.Equal("TFUU", Kleene(Parameter("v", new LengthRange(2, 2)), """{"v":"😀é"}""", """{"v":"😀"}""", """{"v":[1,2]}""", """{"v":12}"""));
    }

    [Fact]
    public void Comparison_IsExact()
    {
        var zeros = new string('0', 900);
        Assert.Equal("FFFTT", Kleene(
            Parameter("v", AtMost("25")), """{"v":25.00000000000000000001}""", $$"""{"v":25.{{zeros}}1}""", """{"v":1e400}""", """{"v":25.0}""", """{"v":-1e400}"""));
    }

    [Fact]
    public void LargeIntegers_AreToldApart() =>
        Assert.Equal("TF", Kleene(Parameter("v", new OneOf([new NumberLiteral(Number("9007199254740992"))])), """{"v":9007199254740992}""", """{"v":9007199254740993}"""));

    [Theory]
    [InlineData("25", "25.0", "2.5e1", "25.00000000000000000001")]
    [InlineData("0", "-0", "0.0", "1e-400")]
    [InlineData("1e400", "10e399", "1.0e400", "1e401")]
    public void EqualNumbers_AreEqualHoweverTheyAreSpelt(string literal, string same, string alsoSame, string other)
    {
        var condition = Parameter("v", new OneOf([new NumberLiteral(Number(literal))]));
        Assert.Equal("TTTF", Kleene(condition, $$"""{"v":{{literal}}}""", $$"""{"v":{{same}}}""", $$"""{"v":{{alsoSame}}}""", $$"""{"v":{{other}}}"""));
    }

    /// <summary>Of what a rule compares an item with, this engine makes an index, in which numbers beyond a double are texts.</summary>
    [Theory]
    [InlineData("25", "25.0", "2.5e1", "25.00000000000000000001")]
    [InlineData("1e400", "10e399", "1.0e400", "1e401")]
    public void EqualNumbersOfItems_AreEqualHoweverTheyAreSpelt(string literal, string same, string alsoSame, string other)
    {
        var condition = Parameter("v[*]", new OneOf([new NumberLiteral(Number(literal)), new BooleanLiteral(false)]));
        Assert.Equal("TTTF", Kleene(condition, $$"""{"v":[{{literal}}]}""", $$"""{"v":[{{same}}]}""", $$"""{"v":[{{alsoSame}}]}""", $$"""{"v":[{{other}}]}"""));
    }

    [Theory]
    [InlineData("{\"a\":0.1,\"b\":0.2}", ArithmeticOperator.Add, "0.3")]
    [InlineData("{\"a\":1.1,\"b\":3}", ArithmeticOperator.Multiply, "3.3")]
    [InlineData("{\"a\":3,\"b\":99.99}", ArithmeticOperator.Multiply, "299.97")]
    [InlineData("{\"a\":1e400,\"b\":1}", ArithmeticOperator.Subtract, "1e400")]
    public void Arithmetic_IsExact(string arguments, ArithmeticOperator operation, string result)
    {
        var sum = new Operation(new ParameterTerm(Path("a")), operation, new ParameterTerm(Path("b")));
        var equal = new Comparison(sum, ComparisonOperator.Equal, new ConstantTerm(Number(result)));
        Assert.Equal(result == "1e400" ? "F" : "T", Kleene(equal, arguments));
    }

    [Theory]
    [InlineData("{\"a\":3,\"b\":100.00000000000000000001}", ArithmeticOperator.Multiply, "300")]
    [InlineData("{\"a\":1,\"b\":30000000000000000000000}", ArithmeticOperator.Add, "30000000000000000000000")]
    public void ArithmeticBeyondAFloat_DoesNotAllow(string arguments, ArithmeticOperator operation, string limit)
    {
        var sum = new Operation(new ParameterTerm(Path("a")), operation, new ParameterTerm(Path("b")));
        Assert.Equal("F", Kleene(new Comparison(sum, ComparisonOperator.LessOrEqual, new ConstantTerm(Number(limit))), arguments));
    }

    [Fact]
    public void ArithmeticOnWhatIsNoNumber_IsUndecided()
    {
        var product = new Operation(new ParameterTerm(Path("a")), ArithmeticOperator.Multiply, new ParameterTerm(Path("b")));
        var comparison = new Comparison(product, ComparisonOperator.LessOrEqual, new ConstantTerm(Number("1")));
        Assert.Equal("UUTU", Kleene(comparison, """{"a":0}""", """{"a":0,"b":"1"}""", """{"a":0,"b":1}""", """{"a":null,"b":1}"""));
    }

    [Fact]
    public void Integer_IsByValueAndDecidedForAll() =>
        Assert.Equal("TTTFFFT", Kleene(
            Parameter("v", new TypeTest(ParameterType.Integer)), """{"v":25}""", """{"v":25.0}""", """{"v":2.5e1}""", """{"v":25.5}""", """{"v":"25"}""", """{"v":null}""", """{"v":100000000000000000000000000000001}"""));

    [Fact]
    public void DecimalPlaces_AreCountedByValue() =>
        Assert.Equal("TTFTU", Kleene(
            Parameter("v", new DecimalPlaces(2)), """{"v":0.25}""", """{"v":0.2500}""", """{"v":0.255}""", """{"v":255e-2}""", """{"v":"0.25"}"""));
}
