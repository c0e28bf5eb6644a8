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

    [Fact]
    public void ShortForm_GivesItsRule()
    {
        var policy = Assert.Single(Load(SalesComposer).Policies);

        Assert.Equal("sales-composer", policy.Agent);
        Assert.Null(policy.Tenant);
        var rule = Assert.Single(policy.Rules);
        Assert.Equal("sales-composer/pricing-api/generate_quote", rule.Id);
        Assert.Equal("25", rule.Conditions.MaxDiscountPercent.ToString());
        Assert.True(rule.Conditions.RequireCanonicalSku);
    }

    [Theory]
    [InlineData("agent: a\nallowed_tool: []", 2, 1, "unknown key `allowed_tool` in a policy; did you mean `allowed_tools`?")]
    [InlineData("agent: a\nallowed_tool: []", 1, 1, "key `allowed_tools` is missing")]
    [InlineData("agent: a\nagent: b\nallowed_tools: []", 2, 1, "key `agent` occurs twice in this mapping; the first is in line 1")]
    [InlineData("agent: a\n\"agent\": b\nallowed_tools: []", 2, 1, "key `agent` occurs twice in this mapping; the first is in line 1")]
    [InlineData("agent: [a]\nallowed_tools: []", 1, 8, "`agent` must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not a list")]
    [InlineData("agent: Sales\nallowed_tools: []", 1, 8, "`agent` must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not `Sales`")]
    [InlineData("agent:\nallowed_tools: []", 1, 7, "`agent` must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not nothing")]
    [InlineData("agent: a\ntenant: a/b\nallowed_tools: []", 2, 9, "`tenant` must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not `a/b`")]
    [InlineData("agent: a\nallowed_tools: x", 2, 16, "`allowed_tools` must be a list, not `x`")]
    [InlineData("agent: a\nallowed_tools: [x]", 2, 17, "an allowed tool must be a mapping with the keys name, actions, conditions, not `x`")]
    [InlineData("agent: a\nallowed_tools: [{name: t, actions: []}]", 2, 36, "`actions` is empty; list the actions that are allowed, or remove the tool")]
    [InlineData("agent: a\nallowed_tools: [{name: t, actions: x}]", 2, 36, "`actions` must be a list, not `x`")]
    [InlineData("agent: a\nallowed_tools: [{name: t, actions: ['*']}]", 2, 37, "`actions` must be 1 to 128 characters of A-Z a-z 0-9 . _ / : -, not a text")]
    [InlineData("agent: a\nallowed_tools: [{name: t, actions: [x, x]}]", 2, 40, "action `x` of tool `t` was allowed before; one rule must speak for it")]
    [InlineData("agent: &x a\nallowed_tools: []", 1, 8, "anchors are not allowed in policies; write the value out where it is used")]
    [InlineData("agent: !!str a\nallowed_tools: []", 1, 8, "tags are not allowed in policies; remove it")]
    [InlineData("agent: a\nallowed_tools: []\n<<: {}", 3, 1, "`<<` merges another mapping into this one to some YAML readers and is a text to others; write the keys out")]
    [InlineData("- agent: a", 1, 1, "a policy must be a mapping with the keys agent, tenant, allowed_tools, not a list")]
    public void Fault_IsNamedWithItsPlaceAndTheWayOut(string text, int line, int column, string message) =>
        Assert.Contains(Errors(text), error => (error.File, error.Line, error.Column, error.Message) == ("p.yaml", line, column, message));

    [Theory]
    [InlineData("max_discount_percent: \"25\"", "`max_discount_percent` must be a number from 0 to 100 without quotes, not a text")]
    [InlineData("max_discount_percent: 25%", "`max_discount_percent` must be a number from 0 to 100 without quotes, not `25%`")]
    [InlineData("max_discount_percent: -1", "`max_discount_percent` must be a number from 0 to 100 without quotes, not `-1`")]
    [InlineData("max_discount_percent: 100.1", "`max_discount_percent` must be a number from 0 to 100 without quotes, not `100.1`")]
    [InlineData("max_discount_percent: .inf", "`.inf` is a number that is not finite to some YAML readers and a text to others; write a number, or \".inf\" in quotes")]
    [InlineData("max_discount_percent: 0x19", "`0x19` means 25 to some YAML readers and a text to others; write 25, or \"0x19\" in quotes")]
    [InlineData("max_discount_percent:", "`max_discount_percent` must be a number from 0 to 100 without quotes, not nothing")]
    [InlineData("require_canonical_sku: yes", "`yes` means true to some YAML readers and a text to others; write true, or \"yes\" in quotes")]
    [InlineData("require_canonical_sku: \"true\"", "`require_canonical_sku` must be true or false, not a text")]
    [InlineData("require_cannonical_sku: true", "unknown key `require_cannonical_sku` in conditions; did you mean `require_canonical_sku`?")]
    [InlineData("max_discount: 25", "unknown key `max_discount` in conditions")]
    public void BadCondition_IsNamed(string condition, string message)
    {
        var error = Assert.Single(Errors($"agent: a\nallowed_tools:\n  - name: t\n    actions: [x]\n    conditions:\n      {condition}"));
        Assert.Equal(message, error.Message);
        Assert.Equal(6, error.Line);
    }

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
        Assert.Equal("b.yaml:2:1: agent `a` has a policy already, at a.yaml:1; merge the two", Assert.Single(loading.Errors).ToString());
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

        Assert.Equal([(null, "a"), (null, "b"), ("acme", "a")], loading.Snapshot!.Policies.Select(policy => (policy.Tenant, policy.Agent)));
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
        Assert.Equal("548fae7f", PolicySnapshot.Empty.Revision[..8]);

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

            Assert.Equal(2, PolicyLoader.Load(folder.FullName).Snapshot!.Policies.Length);

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
        var error = Errors("agent: a\nallowed_tool: []")[0];

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
