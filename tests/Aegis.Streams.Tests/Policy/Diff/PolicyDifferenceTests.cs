using Aegis.Streams.Policy.Diff;
using Aegis.Streams.Tests.Policy.Language;

namespace Aegis.Streams.Tests.Policy.Diff;

public sealed class PolicyDifferenceTests
{
    private const string Permit = "rules:\n  - id: quote\n    effect: permit\n    who: {agents: [sales-1]}\n    what: {tools: [crm]}\n    when:\n      - {parameter: discount, type: number, min: 0, max: 25}\n";
    private const string Forbid = "rules:\n  - id: f\n    effect: forbid\n    what: {tools: [crm]}\n    when:\n      - {parameter: discount, above: 25}\n";

    [Fact]
    public void OnlySpellingDiffers_IsSame()
    {
        var difference = Compare(Permit, "# comment\n" + Permit.Replace("[sales-1]", "sales-1", StringComparison.Ordinal));

        Assert.True(difference.IsSame);
        Assert.Empty(difference.Changes);
        Assert.Equal($"same: both have revision {difference.NewRevision}\n", difference.ToText());
        Assert.Equal(64, difference.NewRevision.Length);
    }

    [Theory]
    [InlineData("max: 25", "max: 40", "max discount 25 -> 40: looser", CallEffect.Looser)]
    [InlineData("max: 25", "max: 10", "max discount 25 -> 10: tighter", CallEffect.Tighter)]
    [InlineData(", max: 25", "", "removes max discount 25: looser", CallEffect.Looser)]
    [InlineData("max: 25", "max: 25, decimals: 2", "adds decimals discount 2: tighter", CallEffect.Tighter)]
    [InlineData("type: number, ", "", "removes type discount \"number\": no call is decided otherwise", CallEffect.Same)]
    [InlineData("max: 25", "max: 25, optional: true", "type discount \"number\" -> \"number\" (optional): looser|min discount 0 -> 0 (optional): looser|max discount 25 -> 25 (optional): looser", CallEffect.Looser)]
    [InlineData("min: 0, max: 25", "min: 5, max: 40", "min discount 0 -> 5: tighter|max discount 25 -> 40: looser", CallEffect.Both)]
    [InlineData("max: 25}", "max: 25}\n      - {parameter: region, in: [eu]}", "known parameters adds region: looser|adds in region [\"eu\"]: tighter", CallEffect.Both)]
    [InlineData("max: 25}", "max: 25}\n      - {environment: [test]}", "adds {\"environment\":[\"test\"]}: tighter", CallEffect.Tighter)]
    [InlineData("[sales-1]", "[sales-*]", "agents adds sales-*; removes sales-1: looser", CallEffect.Looser)]
    [InlineData("[sales-1]", "[sales-1, sales-2]", "agents adds sales-2: looser", CallEffect.Looser)]
    [InlineData("[sales-1]", "[sales-2]", "agents adds sales-2; removes sales-1: looser and tighter", CallEffect.Both)]
    [InlineData("    what: {tools: [crm]}\n", "", "tools crm -> any: looser", CallEffect.Looser)]
    [InlineData("what: {tools: [crm]}", "what: {tools: [crm], actions: [order]}", "actions any -> order: tighter", CallEffect.Tighter)]
    [InlineData("    when:", "    accepts: [note]\n    when:", "known parameters adds note: looser", CallEffect.Looser)]
    [InlineData("    when:", "    unknown_parameters: allow\n    when:", "unknown_parameters deny -> allow: looser", CallEffect.Looser)]
    [InlineData("    when:", "    mode: observe\n    when:", "rule now observed: tighter", CallEffect.Tighter)]
    [InlineData("    when:", "    message: hello\n    when:", "other message: no call is decided otherwise", CallEffect.Same)]
    [InlineData("effect: permit", "effect: forbid", "effect permit -> forbid: tighter", CallEffect.Tighter)]
    public void ChangedPermit_IsTold(string old, string current, string parts, CallEffect effect) => AssertOne(Permit, old, current, parts, effect);

    [Theory]
    [InlineData("above: 25", "above: 40", "above discount 25 -> 40: looser", CallEffect.Looser)]
    [InlineData("above: 25", "above: 10", "above discount 25 -> 10: tighter", CallEffect.Tighter)]
    [InlineData("above: 25", "above: 25, optional: true", "above discount 25 -> 25 (optional): looser", CallEffect.Looser)]
    [InlineData("above: 25}", "above: 25}\n      - {environment: [test]}", "adds {\"environment\":[\"test\"]}: looser", CallEffect.Looser)]
    [InlineData("    when:\n      - {parameter: discount, above: 25}\n", "", "removes above discount 25: tighter", CallEffect.Tighter)]
    [InlineData("[crm]", "[crm, mail]", "tools adds mail: tighter", CallEffect.Tighter)]
    [InlineData("    when:", "    mode: observe\n    when:", "rule now observed: looser", CallEffect.Looser)]
    [InlineData("effect: forbid", "effect: require_approval", "effect forbid -> require_approval: looser", CallEffect.Looser)]
    public void ChangedForbid_IsTold(string old, string current, string parts, CallEffect effect) => AssertOne(Forbid, old, current, parts, effect);

    [Theory]
    [InlineData("[EMAIL, PHONE]", "[EMAIL, PHONE, IBAN]", "entities adds IBAN: tighter", CallEffect.Tighter)]
    [InlineData("[EMAIL, PHONE]", "[EMAIL]", "entities removes PHONE: looser", CallEffect.Looser)]
    [InlineData("mask", "replace", "EMAIL mask -> replace: tighter|PHONE mask -> replace: tighter", CallEffect.Tighter)]
    [InlineData("mask", "mask, operators: {EMAIL: block}", "EMAIL mask -> block: tighter", CallEffect.Tighter)]
    [InlineData("mask", "mask, threshold: 80", "EMAIL threshold 60 -> 80: looser|PHONE threshold 60 -> 80: looser", CallEffect.Looser)]
    [InlineData("mask", "mask, operators: {EMAIL: hash}, thresholds: {PHONE: 50}", "EMAIL mask -> hash: tighter|PHONE threshold 60 -> 50: unclear", CallEffect.Unclear)]
    [InlineData("mask", "mask, mask_keep: {last: 2}", "mask_keep first 0, last 4 -> first 0, last 2: tighter", CallEffect.Tighter)]
    [InlineData("mask", "mask, mask_keep: {first: 1, last: 4}", "mask_keep first 0, last 4 -> first 1, last 4: looser", CallEffect.Looser)]
    [InlineData("mask", "mask, mask_keep: {first: 4}", "mask_keep first 0, last 4 -> first 4, last 0: looser and tighter", CallEffect.Both)]
    [InlineData("mask", "mask, parameters: [body]", "parameters all -> body: looser", CallEffect.Looser)]
    [InlineData("mask", "mask, except: [id]", "except none -> id: looser", CallEffect.Looser)]
    [InlineData("mask", "mask, reserved: keep", "reserved redact -> keep: looser", CallEffect.Looser)]
    [InlineData("mask", "mask, allow: [a@example.com]", "allow none -> a@example.com: looser", CallEffect.Looser)]
    public void ChangedProfile_IsTold(string old, string current, string parts, CallEffect effect) =>
        AssertOne("dlp_profiles:\n  - {name: mails, entities: [EMAIL, PHONE], operator: mask}\nrules:\n  - {id: m, effect: sanitize, dlp: {profile: mails}}\n", old, current, parts, effect);

    [Fact]
    public void WhatOneEndLoses_TheOtherMayGain() => AssertOne(
        "dlp_profiles:\n  - {name: mails, operator: mask, mask_keep: {first: 4, last: 4}}\nrules:\n  - {id: m, effect: sanitize, dlp: {profile: mails}}\n",
        ", last: 4", "", "mask_keep first 4, last 4 -> first 4, last 0: looser and tighter", CallEffect.Both);

    [Fact]
    public void ReservedValuesThatAreRedactedAgain_AreTold() => AssertOne(
        "dlp_profiles:\n  - {name: mails, reserved: keep}\nrules:\n  - {id: m, effect: sanitize, dlp: {profile: mails}}\n", "keep", "redact", "reserved keep -> redact: tighter", CallEffect.Tighter);

    [Theory]
    [InlineData("{x: mask}", "{x: block}", "CUSTOM:x mask -> block: tighter", CallEffect.Tighter)]
    [InlineData("{x: mask}", "{x: mask, z: mask}", "detectors adds z: tighter", CallEffect.Tighter)]
    [InlineData("{x: mask}", "{z: mask}", "detectors adds z; removes x: looser and tighter", CallEffect.Both)]
    public void ChangedDetectorsOfAProfile_AreTold(string old, string current, string parts, CallEffect effect) => AssertOne(
        "dlp_detectors: [{name: x, terms: a}, {name: z, terms: b}]\ndlp_profiles:\n  - {name: mails, entities: [], operator: mask, detectors: {x: mask}}\nrules:\n  - {id: m, effect: sanitize, dlp: {profile: mails}}\n",
        old, current, parts, effect);

    [Theory]
    [InlineData("[a, b]", "[a, c]", "terms adds c; removes b: unclear", CallEffect.Unclear)]
    [InlineData("pattern: p", "pattern: q, check: luhn", "pattern adds q (luhn); removes p: unclear", CallEffect.Unclear)]
    [InlineData("keys: k", "keys: [k, l]", "keys adds l: unclear", CallEffect.Unclear)]
    public void ChangedDetector_IsTold(string old, string current, string parts, CallEffect effect) => AssertOne(
        "dlp_detectors:\n  - {name: x, terms: [a, b], pattern: p, keys: k}\ndlp_profiles:\n  - {name: mails, detectors: {x: mask}}\nrules:\n  - {id: m, effect: sanitize, dlp: {profile: mails}}\n",
        old, current, parts, effect);

    [Fact]
    public void ProfileThatNoRuleInForceDemands_ChangesNoCall() => AssertOne(
        "dlp_profiles:\n  - {name: mails, operator: mask}\nrules:\n  - {id: m, effect: sanitize, mode: observe, dlp: {profile: mails}}\n",
        "mask}", "mask, except: [id]}", "except none -> id: no call is decided otherwise", CallEffect.Same);

    [Fact]
    public void ProfileThatComes_IsToldAndDoesNothingByItself()
    {
        var change = Assert.Single(Compare(Permit, "dlp_profiles: [{name: mails}]\n" + Permit).Changes);

        Assert.Equal((ChangeKind.Added, "dlp_profile", "mails", CallEffect.Same), (change.Kind, change.Subject, change.Name, change.Effect));
    }

    [Fact]
    public void BuiltInProfile_IsNotToldToComeWithTheRuleThatDemandsIt()
    {
        var change = Assert.Single(Compare(Permit, Permit + "  - {id: m, effect: sanitize, dlp: {profile: default}}\n").Changes);

        Assert.Equal((ChangeKind.Added, "sanitize", "quotes/m"), (change.Kind, change.Subject, change.Name));
    }

    [Fact]
    public void ToolsTests_AreToldAsWritten()
    {
        const string tool = "tools:\n  - name: crm\n    parameters:\n      discount: {type: number, max: 25}\n";

        AssertOne(tool, "max: 25", "max: 40", "max discount 25 -> 40: looser", CallEffect.Looser);
        AssertOne(tool, "max: 25", "min: 0, max: 25", "adds min discount 0: tighter", CallEffect.Tighter);
    }

    [Fact]
    public void RulesComeAndGo_TextSaysWhatEachDoes() =>
        Assert.Equal(
            """
            added tool `quotes: mail`: looser
                class as claimed -> read: no call is decided otherwise
                unknown_parameters deny -> allow: looser
            removed forbid `quotes/f`: looser
            added permit `quotes/quote`: looser
            added forbid `quotes/tried`: no call is decided otherwise
                only observed: no call is decided otherwise
            calls become looser: 3 changes, tighter: 0, unclear: 0

            """,
            Compare(Forbid, "tools: [{name: mail, class: read, unknown_parameters: allow}]\n" + Permit + "  - {id: tried, effect: forbid, mode: observe, what: {tools: crm}}\n").ToText());

    [Theory]
    [InlineData("accepts: [sku]", "catalog: {sku: sku}", CallEffect.Tighter)]
    [InlineData("catalog: {sku: sku}", "catalog: {sku: sku, price: unit_price}", CallEffect.Unclear)]
    [InlineData("catalog: {sku: sku, price: p}", "catalog: {sku: sku, price: p, optional: price}", CallEffect.Looser)]
    [InlineData("catalog: {sku: sku, price: p, optional: price}", "catalog: {sku: sku, price: p}", CallEffect.Tighter)]
    public void CatalogCheck_IsTold(string old, string current, CallEffect effect)
    {
        const string permit = "rules:\n  - {id: p, effect: permit, who: {agents: a}, what: {tools: crm}, ";
        var change = Assert.Single(Compare(permit + old + "}", permit + current + "}").Changes);
        Assert.Equal(effect == CallEffect.Unclear ? CallEffect.Both : effect, change.Effect);
    }

    [Fact]
    public void CatalogCheckBesideAnotherPermit_BindsItsCallsToo()
    {
        const string first = "rules:\n  - {id: p, effect: permit, who: {agents: a}, what: {tools: crm}, accepts: [sku]}\n";
        var change = Assert.Single(Compare(first, first + "  - {id: q, effect: permit, who: {groups: g}, what: {tools: crm}, catalog: {sku: sku}}").Changes);

        Assert.Equal(CallEffect.Both, change.Effect);
        Assert.Equal("its catalog check is demanded of calls that `quotes/p` permits too", Assert.Single(change.Parts).Text);
    }

    [Fact]
    public void FirstPermitOfALayer_Tightens()
    {
        var root = PolicyTexts.Load(PolicyTexts.Header + Permit);
        var both = PolicyTexts.Load(PolicyTexts.Header + Permit, (PolicyTexts.Header + Permit).Replace("name: quotes", "name: quotes\ntenant: acme", StringComparison.Ordinal));

        Assert.Equal(("acme/quotes/quote", CallEffect.Tighter), Of(PolicyDifference.Of(root, both)));
        Assert.Equal(("acme/quotes/quote", CallEffect.Looser), Of(PolicyDifference.Of(both, root)));
    }

    [Theory]
    [InlineData("agent: bot\ntenant: acme\nallowed_tools: []\n", "narrows bot to nothing: tighter", "no longer narrows bot to nothing: looser")]
    [InlineData($"{PolicyTexts.Header}tenant: acme\nnarrows: [bot, sales-1]\n", "narrows bot, sales-1 to nothing: tighter", "no longer narrows bot, sales-1 to nothing: looser")]
    public void LayerThatPermitsNothing_IsTold(string layer, string added, string removed)
    {
        var root = PolicyTexts.Load(PolicyTexts.Header + Permit);
        var both = PolicyTexts.Load(PolicyTexts.Header + Permit, layer);

        Assert.Equal(added, PartOf(PolicyDifference.Of(root, both)));
        Assert.Equal(removed, PartOf(PolicyDifference.Of(both, root)));
        Assert.Equal(("policy", ChangeKind.Added), Assert.Single(PolicyDifference.Of(root, both).Changes) is var change ? (change.Subject, change.Kind) : default);
    }

    [Fact]
    public void LastPermitOfANamedAgent_TightensWhenItGoes()
    {
        const string tools = "agent: sales-1\ntenant: acme\nallowed_tools: [{name: crm, actions: [look], parameters: [discount]}]\n";
        const string open = PolicyTexts.Header + "rules: [{id: any, effect: permit, unknown_parameters: allow}]\n";

        var difference = PolicyDifference.Of(PolicyTexts.Load(open, tools), PolicyTexts.Load(open, "agent: sales-1\ntenant: acme\nallowed_tools: []\n"));

        Assert.Equal(("acme/sales-1/crm/look", CallEffect.Tighter), Of(difference));
    }

    [Fact]
    public void BaseThatComesOrGoes_BindsOrFreesTheLayers()
    {
        var layer = PolicyTexts.Load((PolicyTexts.Header + Permit).Replace("name: quotes", "name: quotes\ntenant: acme", StringComparison.Ordinal));
        var both = PolicyTexts.Load(PolicyTexts.Header + Permit, (PolicyTexts.Header + Permit).Replace("name: quotes", "name: quotes\ntenant: acme", StringComparison.Ordinal));

        Assert.Equal(
            "added policy `quotes`: tighter\n    there is a base now, so layers no longer stand for themselves: tighter\nadded permit `quotes/quote`: looser and tighter\n    there is a base now, so layers no longer stand for themselves: looser and tighter\n"
            + "calls become looser: 1 change, tighter: 2, unclear: 0\n",
            PolicyDifference.Of(layer, both).ToText());
        Assert.Equal(
            "removed policy `quotes`: looser\n    the base is gone, so layers stand for themselves: looser\nremoved permit `quotes/quote`: looser and tighter\n    the base is gone, so layers stand for themselves: looser and tighter\n"
            + "calls become looser: 2 changes, tighter: 1, unclear: 0\n",
            PolicyDifference.Of(both, layer).ToText());
    }

    [Fact]
    public void LastPermitOfTheBase_TightensWhereTheBaseStays()
    {
        const string forbid = "rules:\n  - {id: never, effect: forbid, what: {tools: mail}}\n";
        var layer = $"{PolicyTexts.Header}tenant: acme\nnarrows: [sales-1]\n";
        var with = PolicyTexts.Load(PolicyTexts.Header + Permit + forbid.Replace("rules:\n", "", StringComparison.Ordinal), layer);

        Assert.Equal(("quotes/quote", CallEffect.Tighter), Of(PolicyDifference.Of(with, PolicyTexts.Load(PolicyTexts.Header + forbid, layer))));
    }

    private static string PartOf(PolicyDifference difference) =>
        Assert.Single(Assert.Single(difference.Changes).Parts) is var part ? $"{part.Text}: {PolicyDifference.NameOf(part.Effect)}" : "";

    private static (string Name, CallEffect Effect) Of(PolicyDifference difference) => Assert.Single(difference.Changes) is var change ? (change.Name, change.Effect) : default;

    private static void AssertOne(string body, string old, string current, string parts, CallEffect effect)
    {
        var change = Assert.Single(Compare(body, body.Replace(old, current, StringComparison.Ordinal)).Changes, change => change.Subject != "tool");
        Assert.Equal(parts.Split('|'), change.Parts.Select(part => $"{part.Text}: {PolicyDifference.NameOf(part.Effect)}"));
        Assert.Equal((ChangeKind.Changed, effect), (change.Kind, change.Effect));
    }

    private static PolicyDifference Compare(string old, string current) =>
        PolicyDifference.Of(PolicyTexts.Load(PolicyTexts.Header + old), PolicyTexts.Load(PolicyTexts.Header + current));
}
