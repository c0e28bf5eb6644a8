using System.Collections.Immutable;
using Aegis.Streams.Policy;
using CsCheck;

namespace Aegis.Streams.Tests.Policy;

public sealed class PolicyLoaderTests
{
    private const string SalesComposer = """
        agent: sales-composer
        allowed_tools:
          - name: pricing-api
            actions: [generate_quote]
            conditions:
              max_discount_percent: 25        # above: approval_needed
              require_canonical_sku: true     # unknown or inactive SKU: deny
        """;

    [Theory]
    [InlineData("agent: a\nallowed_tools: [")]
    [InlineData("agent: a\n\tallowed_tools: []")]
    [InlineData("agent: *x\nallowed_tools: []")]
    [InlineData("agent: \"a\nallowed_tools: []")]
    [InlineData("%YAML 9.9\n---\nagent: a")]
    public void TextThatIsNotSimpleYaml_IsAnErrorWithAPlace(string text) => Assert.True(Assert.Single(Errors(text)).Line > 0);

    [Fact]
    public void SameAgentTwice_IsAnErrorThatNamesBothPlaces()
    {
        var loading = PolicyLoader.Load([new("a.yaml", "agent: a\nallowed_tools: []"), new("b.yaml", "# two\nagent: a\nallowed_tools: []")]);

        Assert.Null(loading.Snapshot);
        Assert.Equal("b.yaml:2:1: policy `a` exists already, at a.yaml:1; rename it, or merge the two", Assert.Single(loading.Errors).ToString());
    }

    [Fact]
    public void SeveralDocumentsAndFiles_MergeIntoOneSet()
    {
        var loading = PolicyLoader.Load(
        [
            new("a.yaml", "agent: a\nallowed_tools: []\n---\nagent: a\ntenant: acme\nallowed_tools: []\n"),
            new("b.yaml", "agent: b\nallowed_tools: []"),
            new("empty.yaml", "# nothing yet\n"),
        ]);

        Assert.Equal([(null, "a"), (null, "b"), ("acme", "a")], loading.Snapshot!.Documents.Select(document => (document.Tenant, document.Name)));
    }

    [Fact]
    public void OneFaultAnywhere_GivesNoSet()
    {
        var loading = PolicyLoader.Load([new("a.yaml", SalesComposer), new("b.yaml", "agent: B\nallowed_tools: []")]);

        Assert.False(loading.Succeeded);
        Assert.Null(loading.Snapshot);
    }

    [Fact]
    public void Revision_IgnoresOrderCommentsAndSpelling()
    {
        var one = Load("agent: a\nallowed_tools:\n  - {name: t, actions: [x, z], conditions: {max_discount_percent: 25}}\n---\nagent: b\nallowed_tools: []");
        var other = Load(
            "# comment\nagent: b\nallowed_tools: []\n---\nallowed_tools:\n- actions: ['z', \"x\"]\n  conditions: {max_discount_percent: 2.50e1, require_canonical_sku: false}\n  name: t\nagent: a");

        Assert.Equal(one.Revision, other.Revision);
        Assert.Matches("^[0-9a-f]{64}$", one.Revision);
    }

    [Theory]
    [InlineData("agent: a\nallowed_tools: []")]
    [InlineData("agent: a\ntenant: acme\nallowed_tools: [{name: t, actions: [x]}]")]
    [InlineData("agent: a\nallowed_tools: [{name: t, actions: [z]}]")]
    [InlineData("agent: a\nallowed_tools: [{name: t, actions: [x], conditions: {max_discount_percent: 0}}]")]
    [InlineData("agent: a\nallowed_tools: [{name: t, actions: [x], conditions: {require_canonical_sku: true}}]")]
    public void Revision_ChangesWithTheMeaning(string text) =>
        Assert.NotEqual(Load("agent: a\nallowed_tools: [{name: t, actions: [x]}]").Revision, Load(text).Revision);

    [Fact]
    public void EmptySet_HasAKnownRevision() =>
        Assert.Equal("47c82235", PolicySnapshot.Empty.Revision[..8]);

    [Fact]
    public void AbsentPath_IsAnError() =>
        Assert.Equal("no/such/policies: there is no such file or folder", Assert.Single(PolicyLoader.Load("no/such/policies").Errors).ToString());

    [Fact]
    public void Folder_IsReadWithItsSubfolders()
    {
        var folder = Directory.CreateTempSubdirectory("aegis-policy-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "sub"));
            File.WriteAllText(Path.Combine(folder.FullName, "a.yaml"), "agent: a\nallowed_tools: []");
            File.WriteAllText(Path.Combine(folder.FullName, "sub", "b.yml"), "agent: b\nallowed_tools: []");
            File.WriteAllText(Path.Combine(folder.FullName, "notes.txt"), "not a policy");

            Assert.Equal(2, PolicyLoader.Load(folder.FullName).Snapshot!.Documents.Length);

            File.WriteAllBytes(Path.Combine(folder.FullName, "c.yaml"), [0xef, 0xbb, 0xbf, 0x61]);
            Assert.EndsWith("c.yaml:1:1: a byte order mark; save the file as UTF-8 without one", Assert.Single(PolicyLoader.Load(folder.FullName).Errors).ToString(), StringComparison.Ordinal);

            File.WriteAllBytes(Path.Combine(folder.FullName, "c.yaml"), [0x61, 0xff]);
            Assert.EndsWith("c.yaml: is not UTF-8 text", Assert.Single(PolicyLoader.Load(folder.FullName).Errors).ToString(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void DeeplyNestedText_IsRefused() => Assert.Contains("nested deeper than 32 levels", Errors(new string('[', 500))[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Error_KnowsWhatToUnderlineAndWhatToWriteInstead()
    {
        var error = Errors("agent: a\nallowed_tool: []").Single(error => error.Line == 2);

        Assert.Equal((12, "did you mean `allowed_tools`?"), (error.Length, error.Help));
    }

    [Fact]
    public void AnyText_LoadsOrFailsWithErrors() =>
        Gen.OneOf(
                "agent", ":", " ", "\n", "- ", "[", "]", "{", "}", "a", "allowed_tools", "\"", "'", "&x", "*x", "!t", "|", ">", "?", "%", "@", "#", "\t",
                "---", "...", "25", "\u0000", "é", "name", "actions", "conditions", "<<", ",", "\r", "\\", "\ufeff")
            .Array[0, 40].Select(string.Concat)
            .Sample(text =>
            {
                var loading = PolicyLoader.Load([new PolicySource("p.yaml", text)]);
                Assert.Equal(loading.Errors.IsEmpty, loading.Succeeded);
            });

    private static PolicySnapshot Load(string text)
    {
        var loading = PolicyLoader.Load([new PolicySource("p.yaml", text)]);
        Assert.Empty(loading.Errors);
        return loading.Snapshot!;
    }

    private static ImmutableArray<PolicyError> Errors(string text) => PolicyLoader.Load([new PolicySource("p.yaml", text)]).Errors;
}
