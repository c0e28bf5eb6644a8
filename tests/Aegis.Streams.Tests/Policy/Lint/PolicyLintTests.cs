using System.Collections.Immutable;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Lint;
using Aegis.Streams.Tests.Policy.Language;
using Aegis.Streams.Tests.Repository;

namespace Aegis.Streams.Tests.Policy.Lint;

public sealed class PolicyLintTests
{
    private const string Reference = "docs/policy-lint.md";

    public static TheoryData<string> Ids => [.. PolicyLint.Lints.Select(lint => lint.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Examples_TriggerTheLintOrDoNot(string id)
    {
        var lint = PolicyLint.Lints.Single(one => one.Id == id);
        Assert.NotEmpty(lint.Passes);
        foreach (var text in lint.Triggers) Assert.True(Find(text).Any(finding => finding.Lint == id), $"Nothing is found in:\n{text}");
        foreach (var text in lint.Passes) Assert.False(Find(text).Any(finding => finding.Lint == id), $"Something is found in:\n{text}");
    }

    [Fact]
    public void Ids_AreSpelledAlikeAndUnique()
    {
        Assert.All(PolicyLint.Lints, lint => Assert.Matches("^[a-z]+(-[a-z]+)*$", lint.Id));
        Assert.Equal(PolicyLint.Lints.Length, PolicyLint.Lints.Select(lint => lint.Id).Distinct().Count());
    }

    [Fact]
    public void SoundPolicy_NothingIsFound() =>
        Assert.Empty(Find("""
            tools:
              - name: crm
                class: write
                parameters:
                  quantity: {type: integer, min: 1, max: 100}
                  unit_price: {type: number, min: 0, max: 5000, decimals: 2}
                  customer.email: {type: string, pattern: "[a-z.]+@example[.]com"}
            rules:
              - id: orders
                effect: permit
                who: {agents: sales-*}
                what: {tools: crm, actions: order}
              - id: large
                effect: require_approval
                what: {tools: crm, actions: order}
                when:
                  - compare: quantity * unit_price > 10000
            """));

    [Fact]
    public void Finding_IsShownBesideTheText()
    {
        const string text = "apiVersion: aegis/v1\nkind: Policy\nname: quotes\nrules:\n  - id: quote\n    effect: permit\n    who: {agents: sales-1}\n    what: {tools: crm}\n    when:\n      - parameter: unit_price\n        max: 500\n";
        var finding = Assert.Single(PolicyLint.Check(PolicyLoader.LoadDocuments([new PolicySource("quotes.yaml", text)])));

        Assert.Equal("missing-minimum", finding.Lint);
        Assert.Equal("quotes/quote", finding.Name);
        Assert.Equal(
            """
            warning: `unit_price` may be negative
               --> quotes.yaml:11:9
                |
             11 |         max: 500
                |         ^
                = note: lint `missing-minimum`
                = help: add `min: 0`, or the least that makes sense

            """,
            new DiagnosticRenderer(colour: false).Render(finding.Diagnostic, text));
    }

    [Theory]
    [InlineData("tools:\n  - name: crm\n    parameters:\n      total: {type: number, max: 5}", "p0.yaml:7:29")]
    [InlineData("rules:\n  - id: r\n    effect: permit\n    what: {tools: crm}", "p0.yaml:5:9")]
    [InlineData("rules:\n  - id: r\n    effect: permit\n    who: {agents: a}\n    what: {tools: crm}\n    unknown_parameters: allow", "p0.yaml:9:5")]
    public void Finding_PointsAtTheKey(string body, string place)
    {
        var found = Assert.Single(Find(body)).Diagnostic;
        Assert.Equal(place, $"{found.File}:{found.Line}:{found.Column}");
    }

    [Fact]
    public void PoliciesWithErrors_AreNotChecked() =>
        Assert.Throws<ArgumentException>(() => PolicyLint.Check(PolicyLoader.LoadDocuments([new PolicySource("p.yaml", "name: [")])));

    [Fact]
    public void Document_ListsEveryLint()
    {
        var expected = Introduction + PolicyLint.WriteReference();
        if (Environment.GetEnvironmentVariable("AEGIS_UPDATE_DOCS") == "1") File.WriteAllText(RepositoryFiles.PathOf(Reference), expected);

        Assert.Equal(expected, RepositoryTree.Read(Reference));
    }

    private static string Introduction => RepositoryTree.Read(Reference) is var text && text.IndexOf("## `", StringComparison.Ordinal) is > 0 and var end ? text[..end] : text;

    private static ImmutableArray<LintFinding> Find(string body)
    {
        var loading = PolicyLoader.LoadDocuments([new PolicySource("p0.yaml", PolicyTexts.Header + body)]);
        Assert.Empty(loading.Errors);
        return PolicyLint.Check(loading);
    }
}
