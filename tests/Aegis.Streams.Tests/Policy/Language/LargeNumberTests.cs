using System.Text;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rego;
using Aegis.Streams.Tests.Policy.Traps;

namespace Aegis.Streams.Tests.Policy.Language;

/// <summary>Numbers at the bound of policies and beyond it: exact from the file to the answer, or refused with their place.</summary>
public sealed class LargeNumberTests
{
    private const string Bound = "a number may have at most 1024 characters, and no digit more than 1000 places from the point";

    public static TheoryData<string> AtTheBound =>
    [
        "9.99e999", "-9.99e999", "1e-1000", "-1e-1000", "0e99999", new string('7', 1_000), $"-{new string('7', 1_000)}", $"{new string('7', 500)}.{new string('7', 520)}",
        $"{new string('7', 960)}e40", $"{new string('7', 1_000)}e-1000", $"0.{new string('0', 900)}{new string('7', 100)}",
    ];

    public static TheoryData<string> BeyondTheBound =>
    [
        "1e1000", "-1e1000", "1e-1001", "1e100000", "1e100001", "1e-100000", "1e99999999999", new string('7', 1_001), new string('7', 10_000), $"{new string('7', 1_018)}e99",
        $"0.{new string('0', 1_000)}1", $"0.{new string('7', 10_000)}",
    ];

    [Theory]
    [MemberData(nameof(AtTheBound))]
    public void NumberAtTheBound_IsTheSameInTheContentAndInEveryExport(string number)
    {
        foreach (var condition in Conditions(number))
        {
            var loading = Load(condition, "p.yaml");
            Assert.Empty(loading.Errors);
            var content = PolicyContent.Write(loading.Documents!.Value);
            var again = PolicyContent.Read(content);

            Assert.Empty(again.Errors);
            Assert.Equal(content, PolicyContent.Write(again.Documents!.Value));
            Assert.Empty(RegoExport.Of(loading.Documents.Value).Refusals);
            Assert.False(new PolicySnapshot(again.Documents.Value).IsEmpty);
        }
    }

    [Theory]
    [MemberData(nameof(BeyondTheBound))]
    public void NumberBeyondTheBound_IsRefusedInYamlJsonAndContent(string number)
    {
        foreach (var condition in Conditions(number))
        {
            foreach (var file in (string[])["p.yaml", "p.json"])
            {
                var error = Assert.Single(Load(condition, file).Errors);
                Assert.EndsWith(Bound, error.Message, StringComparison.Ordinal);
                Assert.Contains("too long or too large", error.Message, StringComparison.Ordinal);
                Assert.InRange(error.Message.Length, 1, 250);
                Assert.Equal((1, true), (error.Line, error.Column > 100));
            }
        }

        var content = Encoding.UTF8.GetString(PolicyContent.Write(Load(Conditions("25").First(), "p.yaml").Documents!.Value));
        Assert.EndsWith(Bound, Assert.Single(PolicyContent.Read(Encoding.UTF8.GetBytes(content.Replace("25", number, StringComparison.Ordinal))).Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("max: 9.99e999", "9.99e999", "allow")]
    [InlineData("max: 9.99e999", "9.9900000000000000000000000000000000000000001e999", "deny policy.parameter_range")]
    [InlineData("max: 9.99e999", "1e9999", "deny policy.parameter_range")]
    [InlineData("max: 9.99e999", "-1e9999", "allow")]
    [InlineData("min: 1e-1000", "1e-1000", "allow")]
    [InlineData("min: 1e-1000", "9.99999e-1001", "deny policy.parameter_range")]
    [InlineData("min: 1e-1000", "0", "deny policy.parameter_range")]
    [InlineData("equals: 1e999", "0.01e1001", "allow")]
    [InlineData("equals: 1e999", "1.0000000000000000000000000000000000000000001e999", "deny policy.parameter_value")]
    public void NumberAtTheBound_IsComparedExactly(string test, string sent, string answer) =>
        Assert.Equal(answer, Trap.Permit($"{{parameter: v, {test}}}", $$"""{"v":{{sent}}}"""));

    [Theory]
    [InlineData("a * a * a > 1", "allow", "deny policy.forbidden")]
    [InlineData("a * a * a <= 1", "deny policy.comparison_failed", "allow")]
    [InlineData("a * a * a * a > 1", "deny policy.product_range", "deny policy.product_range")]
    [InlineData("a * a * a * a <= 1", "deny policy.product_range", "deny policy.product_range")]
    [InlineData("b * b * b > 0", "allow", "deny policy.forbidden")]
    [InlineData("b * b * b * b > 0", "deny policy.product_range", "deny policy.product_range")]
    [InlineData("z * a * a * a * a == 0", "allow", "deny policy.forbidden")]
    [InlineData("a + a + a + a + a > 1", "allow", "deny policy.forbidden")]
    public void ProductFartherThan30000PlacesFromThePoint_CannotBeToldAndCountsAgainstTheCall(string comparison, string ofPermit, string ofForbid)
    {
        const string parameters = """{"a":1e9999,"b":1e-9999,"z":0}""";

        Assert.Equal(ofPermit, Trap.Permit($"{{compare: {comparison}}}, {{parameter: a}}, {{parameter: b}}, {{parameter: z}}", parameters));
        Assert.Equal(ofForbid, Trap.Forbid($"{{compare: {comparison}}}", parameters));
    }

    /// <summary>Computed to the end, this takes as long as 31 factors of 20,000 digits do, or of 200,000.</summary>
    [Theory]
    [InlineData("(a - b)")]
    [InlineData("(1e999 - 1e-1000)")]
    public void ManyFactorsOfManyDigits_AreNotComputed(string factor) =>
        Assert.Equal(
            "deny policy.product_range",
            Trap.Permit($"{{compare: \"0 < {string.Join(" * ", Enumerable.Repeat(factor, 31))}\"}}, {{parameter: a}}, {{parameter: b}}", """{"a":1e9999,"b":1e-9999}"""));

    private static IEnumerable<string> Conditions(string number) =>
    [
        $$"""{"parameter": "v", "max": {{number}}}""",
        $$"""{"parameter": "v", "above": {{number}}}""",
        $$"""{"parameter": "v", "equals": {{number}}}""",
        $$"""{"parameter": "v", "not_in": [1, {{number}}]}""",
        $$"""{"compare": "v + 1 <= {{number}}"}""",
        $$"""{"money": {"amount": "v", "currency": "c", "limits": {"EUR": {"min": {{number}} } } } }""",
    ];

    private static DocumentLoading Load(string condition, string file) => PolicyLoader.LoadDocuments(
        [new PolicySource(file, $$"""{"apiVersion": "aegis/v1", "kind": "Policy", "name": "quotes", "rules": [{"id": "r", "effect": "forbid", "when": [{{condition}}]}]}""")]);
}
