using System.Globalization;

namespace Aegis.Streams.Tests.Policy.Traps;

/// <summary>Lists and objects that are missing, empty or no collection at all, where there is nothing to walk over or to count.</summary>
public sealed class CollectionTrapTests
{
    [Theory]
    [InlineData("{}", "deny policy.parameter_missing")]
    [InlineData("""{"v":5}""", "deny policy.parameter_type")]
    [InlineData("""{"v":"ab"}""", "deny policy.parameter_type")]
    [InlineData("""{"v":null}""", "deny policy.parameter_type")]
    [InlineData("""{"v":{"0":1}}""", "deny policy.parameter_type")]
    [InlineData("""{"v":[1,"x"]}""", "deny policy.parameter_type")]
    [InlineData("""{"v":[1,null]}""", "deny policy.parameter_type")]
    [InlineData("""{"v":[1,26]}""", "deny policy.parameter_range")]
    [InlineData("""{"v":[1,25]}""", "allow")]
    public void EveryItem_OfWhatIsNoArray_DoesNotHold(string parameters, string answer)
    {
        Assert.Equal(answer, Trap.Permit("{parameter: 'v[*]', max: 25}", parameters));
        Assert.Equal(answer, Trap.ForbidUnless("{parameter: 'v[*]', max: 25}", parameters));
    }

    [Fact]
    public void EveryItem_OfAnEmptyArray_HoldsUnlessItemsAreCounted()
    {
        Assert.Equal("allow", Trap.Permit("{parameter: 'v[*]', max: 25}", """{"v":[]}"""));
        Assert.Equal("deny policy.parameter_items", Trap.Permit("{parameter: 'v[*]', max: 25}, {parameter: v, min_items: 1}", """{"v":[]}"""));
    }

    [Theory]
    [InlineData("{}", "deny policy.parameter_missing", "deny policy.parameter_missing")]
    [InlineData("""{"v":5}""", "deny policy.parameter_type", "deny policy.parameter_type")]
    [InlineData("""{"v":"x"}""", "deny policy.parameter_type", "deny policy.parameter_type")]
    [InlineData("""{"v":[]}""", "deny policy.condition_failed", "allow")]
    [InlineData("""{"v":["y",5]}""", "deny policy.parameter_value", "deny policy.parameter_type")]
    [InlineData("""{"v":["y","x"]}""", "allow", "deny policy.forbidden")]
    public void SomeItem_OfWhatIsMissingOrNoArray_IsNotSkipped(string parameters, string permit, string forbid)
    {
        Assert.Equal(permit, Trap.Permit("{parameter: 'v[*]', match: any, equals: x}", parameters));
        Assert.Equal(forbid, Trap.Forbid("{parameter: 'v[*]', match: any, equals: x}", parameters));
    }

    [Theory]
    [InlineData("max_items: 3", "5")]
    [InlineData("max_items: 3", "\"ab\"")]
    [InlineData("max_items: 3", """{"a":1}""")]
    [InlineData("max_items: 3", "null")]
    [InlineData("max_length: 3", "5")]
    [InlineData("max_length: 3", "[]")]
    [InlineData("max_length: 3", "null")]
    public void SizeOfWhatHasNone_IsNoSmallSize(string test, string value)
    {
        Assert.Equal("deny policy.parameter_type", Trap.Permit($"{{parameter: v, {test}}}", $$"""{"v":{{value}}}"""));
        Assert.Equal("deny policy.parameter_type", Trap.ForbidUnless($"{{parameter: v, {test}}}", $$"""{"v":{{value}}}"""));
    }

    [Theory]
    [InlineData("""{"v":{"x":1,"y":2}}""", "deny policy.parameter_unknown")]
    [InlineData("""{"v":[{"x":1}]}""", "deny policy.parameter_unknown")]
    [InlineData("""{"v":{"x":1}}""", "allow")]
    public void UnknownParameters_AreFoundInPartsToo(string parameters, string answer) =>
        Assert.Equal(answer, Trap.Ask("rules:\n  - {id: r, effect: permit, accepts: v.x}\n", parameters));

    [Theory]
    [InlineData("v.x", "5", "deny policy.parameter_unknown")]
    [InlineData("v.x", "\"x\"", "deny policy.parameter_unknown")]
    [InlineData("v.x", "true", "deny policy.parameter_unknown")]
    [InlineData("v.x", "false", "deny policy.parameter_unknown")]
    [InlineData("v.x", "null", "deny policy.parameter_unknown")]
    [InlineData("v.x", "[]", "deny policy.parameter_unknown")]
    [InlineData("v.x", "[{\"x\":1}]", "deny policy.parameter_unknown")]
    [InlineData("v.x", "{}", "allow")]
    [InlineData("v.x", "{\"x\":[1,null]}", "allow")]
    [InlineData("v.x.y", "{\"x\":1}", "deny policy.parameter_unknown")]
    [InlineData("v.x.y", "{\"x\":{}}", "allow")]
    [InlineData("'v[*]'", "5", "deny policy.parameter_unknown")]
    [InlineData("'v[*]'", "{}", "deny policy.parameter_unknown")]
    [InlineData("'v[*]'", "[]", "allow")]
    [InlineData("'v[*]'", "[1,null,{}]", "allow")]
    [InlineData("'v[*].x'", "[]", "allow")]
    [InlineData("'v[*].x'", "[{},{\"x\":1}]", "allow")]
    [InlineData("'v[*].x'", "[{},1]", "deny policy.parameter_unknown")]
    [InlineData("'v[*].x'", "[[]]", "deny policy.parameter_unknown")]
    [InlineData("'v[*].x'", "[{\"x\":1},null]", "deny policy.parameter_unknown")]
    [InlineData("'v[*][*]'", "[[],[1]]", "allow")]
    [InlineData("'v[*][*]'", "[{}]", "deny policy.parameter_unknown")]
    [InlineData("v.x, v", "5", "allow")]
    [InlineData("v.x, v", "[]", "allow")]
    [InlineData("v.x, v", "[1]", "deny policy.parameter_unknown")]
    [InlineData("v.x, v", "{\"y\":1}", "deny policy.parameter_unknown")]
    [InlineData("v.x, 'v[*]'", "{}", "allow")]
    [InlineData("v.x, 'v[*]'", "[5]", "allow")]
    [InlineData("v.x, 'v[*]'", "5", "deny policy.parameter_unknown")]
    public void NamedPart_MakesKnownWhatItIsInAndNoOtherValueInItsPlace(string accepts, string value, string answer)
    {
        var declarations = accepts.Split(", ").Select((path, i) => string.Create(CultureInfo.InvariantCulture, $"  - {{name: crm, actions: [a{i}, order], parameters: {{{path}: {{}}}}}}\n"));
        var parameters = $$"""{"v":{{value}}}""";

        Assert.Equal(answer, Trap.Ask($"rules:\n  - {{id: r, effect: permit, accepts: [{accepts}]}}\n", parameters));
        Assert.Equal(answer, Trap.Ask($"tools:\n{string.Concat(declarations)}rules:\n  - {{id: r, effect: permit}}\n", parameters));
        Assert.Equal("allow", Trap.Ask("rules:\n  - {id: r, effect: permit, unknown_parameters: allow}\n", parameters));
    }

    [Theory]
    [InlineData("{parameter: v.x, max: 25}", "deny policy.parameter_type")]
    [InlineData("{parameter: v.x, optional: true, max: 25}", "deny policy.parameter_type")]
    [InlineData("{parameter: v.x, present: false}", "deny policy.parameter_type")]
    [InlineData("{not: {parameter: v.x, min: 26}}", "deny policy.parameter_type")]
    [InlineData("{any: [{parameter: v.x, max: 25}, {parameter: w, equals: 1}]}", "deny policy.parameter_unknown")]
    public void TestedPart_OfWhatIsNoObject_IsDenied(string condition, string answer) =>
        Assert.Equal(answer, Trap.Permit(condition, """{"v":5,"w":1}"""));

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("5")]
    [InlineData("null")]
    public void DeclaredPart_OfWhatIsNoObject_IsDenied(string value) =>
        Assert.Equal(
            "deny policy.parameter_unknown policy.parameter_type",
            Trap.Ask("tools:\n  - {name: crm, parameters: {v.x: {type: string, optional: true}}}\nrules:\n  - {id: r, effect: permit}\n", $$"""{"v":{{value}}}"""));

    [Fact]
    public void AsManyDeclarationsOfOneToolAsAreLookedAt_KnowTheirParameters() =>
        Assert.Equal("allow", Trap.Ask($"tools:\n{Declarations(63)}rules:\n  - {{id: r, effect: permit}}\n", """{"p0":1}"""));

    [Fact]
    public void MoreDeclarationsOfOneToolThanAreLookedAt_KeepThePolicyFromLoading() =>
        Assert.Equal(
            "64 declarations with parameters may speak of one call of tool `crm`; 63 are allowed, so merge some",
            Assert.Single(Trap.FaultsOf($"tools:\n{Declarations(64)}rules:\n  - {{id: r, effect: permit}}\n")));

    [Fact]
    public void DeclarationsOfOtherTools_DoNotCountAmongThose()
    {
        var tools = string.Concat(Enumerable.Range(0, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $"  - {{name: other{i}}}\n")));

        Assert.Equal("allow", Trap.Ask($"tools:\n{tools}  - {{name: crm, parameters: {{p: {{}}}}}}\nrules:\n  - {{id: r, effect: permit}}\n", """{"p":1}"""));
    }

    private static string Declarations(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"  - {{name: crm, actions: [a{i}, order], parameters: {{p{i}: {{}}}}}}\n")));
}
