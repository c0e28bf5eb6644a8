using System.Collections.Immutable;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Language;

public sealed class DlpProfileTests
{
    private const string Full = """
        dlp_profiles:
          - name: outbound
            entities: [SECRET, EMAIL, PHONE]
            operator: mask
            operators: {SECRET: block, EMAIL: mask}
            mask_keep: {first: 2, last: 3}
            threshold: 70
            thresholds: {PHONE: 90, EMAIL: 70}
            parameters: [subject, body]
            except: body.signature
            reserved: keep
            allow: [support@example.com]

        """;

    [Fact]
    public void Profile_HasItsMeaning_AndSaysNothingTwice()
    {
        var profile = Assert.Single(PolicyTexts.One(PolicyTexts.Header + Full).DlpProfiles);

        TypedForm.AssertEqual(
            new DlpProfile
            {
                Name = "outbound",
                Entities = EntitySet.Of(DlpEntity.Email, DlpEntity.Phone, DlpEntity.Secret),
                Operator = RedactionOperator.Mask,
                Operators = ImmutableSortedDictionary<DlpEntity, RedactionOperator>.Empty.Add(DlpEntity.Secret, RedactionOperator.Block),
                Keep = new MaskKeep(2, 3),
                Threshold = 70,
                Thresholds = ImmutableSortedDictionary<DlpEntity, int>.Empty.Add(DlpEntity.Phone, 90),
                Parameters = [Path("body"), Path("subject")],
                Except = [Path("body.signature")],
                KeepsReserved = true,
                Allow = ["support@example.com"],
            },
            profile);
    }

    [Fact]
    public void ProfileThatSaysNothing_IsLikeTheDefault() => TypedForm.AssertEqual(
        DlpProfile.Default with { Name = "x" }, Assert.Single(PolicyTexts.One($"{PolicyTexts.Header}dlp_profiles:\n  - name: x\n").DlpProfiles));

    [Fact]
    public void Content_HasEverythingWrittenOut_AndReadsBack()
    {
        var documents = PolicyTexts.Load(PolicyTexts.Header + Full);

        Assert.Equal(
            """{"format":"aegis-policy-1","documents":[{"name":"quotes","dlp_profiles":[{"name":"outbound","entities":["EMAIL","PHONE","SECRET"],"operator":"mask","operators":{"SECRET":"block"},"mask_keep":{"first":2,"last":3},"threshold":70,"thresholds":{"PHONE":90},"parameters":["body","subject"],"except":["body.signature"],"reserved":"keep","allow":["support@example.com"]}]}]}""",
            PolicyTexts.ContentOf(documents));
        Assert.Equal(PolicyTexts.ContentOf(documents), PolicyTexts.ContentOf(PolicyContent.Read(PolicyContent.Write(documents)).Documents!.Value));
    }

    [Fact]
    public void Default_IsWrittenIntoTheContentOfPoliciesThatDemandIt_AndOfNoOther()
    {
        var documents = PolicyTexts.Load($"{PolicyTexts.Header}rules: [{{id: r, effect: sanitize, dlp: {{profile: default}}}}]\n", "agent: z\nallowed_tools: [{name: t, actions: [a]}]\n");

        Assert.Equal(
            """{"name":"default","entities":["EMAIL","CREDIT_CARD","IBAN","US_SSN","US_ITIN","PHONE","IP_ADDRESS","SECRET","DATE_OF_BIRTH","UK_NINO","UK_NHS","CA_SIN","IN_AADHAAR","IN_PAN","US_PASSPORT","MBI","NPI","DEA_NUMBER","ABA_ROUTING","US_BANK_ACCOUNT"],"operator":"replace","threshold":60}""",
            PolicyTexts.ContentOf(documents).Split("\"dlp_profiles\":[")[1].Split("],\"rules\"")[0]);
        Assert.Equal(2, PolicyTexts.ContentOf(documents).Split("\"dlp_profiles\"").Length);
        Assert.Equal(PolicyTexts.ContentOf(documents), PolicyTexts.ContentOf(PolicyContent.Read(PolicyContent.Write(documents)).Documents!.Value));
    }

    [Fact]
    public void DefaultOfContent_Counts_WhateverThisVersionWouldLookFor()
    {
        var content = PolicyContent.Read(
            """{"format":"aegis-policy-1","documents":[{"name":"q","dlp_profiles":[{"name":"default","entities":["IBAN"],"operator":"mask","threshold":70}],"rules":[{"id":"r","effect":"sanitize","dlp":{"profile":"default"}}]},{"name":"q","tenant":"acme","dlp_profiles":[{"name":"default","entities":["IBAN"],"operator":"mask","threshold":70}],"rules":[{"id":"r","effect":"sanitize","dlp":{"profile":"default"}}]}]}"""u8);

        Assert.Empty(content.Errors);
        Assert.All(new PolicySnapshot(content.Documents!.Value).Program.Rules, rule => Assert.Equal((EntitySet.Of(DlpEntity.Iban), RedactionOperator.Mask), (rule.DlpCheck!.Profile!.Entities, rule.DlpCheck.Profile.OperatorOf(DlpEntity.Iban))));
    }

    [Theory]
    [InlineData("outbound")]
    [InlineData("default")]
    public void Profile_IsMadeReadyOnce_ForAllRulesThatDemandIt(string name)
    {
        var rules = $"rules:\n  - {{id: a, effect: sanitize, dlp: {{profile: {name}}}}}\n  - {{id: b, effect: sanitize, dlp: {{profile: {name}, parameters: [to]}}}}\n";

        var compiled = new PolicySnapshot(PolicyTexts.Load(PolicyTexts.Header + Full + rules, $"{PolicyTexts.Header}tenant: acme\n{rules}")).Program.Rules.Select(rule => rule.DlpCheck!.Profile).ToList();

        Assert.Equal(4, compiled.Count);
        Assert.Single(compiled.Distinct());
    }

    [Theory]
    [InlineData("operator: mask\n    operators: {SECRET: block, EMAIL: mask}", "operator: hash\n    operators: {SECRET: block, PHONE: mask}")]
    [InlineData("EMAIL: mask", "EMAIL: hash")]
    [InlineData("SECRET, EMAIL, PHONE", "SECRET, EMAIL, PHONE, IBAN")]
    [InlineData("SECRET: block", "SECRET: hash")]
    [InlineData("first: 2, ", "")]
    [InlineData("last: 3", "last: 4")]
    [InlineData("threshold: 70", "threshold: 71")]
    [InlineData("PHONE: 90", "PHONE: 91")]
    [InlineData("[subject, body]", "[subject]")]
    [InlineData("body.signature", "body.name")]
    [InlineData("support@", "sales@")]
    public void EveryPartOfAProfile_IsPartOfTheRevision(string part, string other) => Assert.NotEqual(
        PolicyContent.RevisionOf(PolicyTexts.Load(PolicyTexts.Header + Full)),
        PolicyContent.RevisionOf(PolicyTexts.Load(PolicyTexts.Header + Full.Replace(part, other, StringComparison.Ordinal))));

    [Theory]
    [InlineData("  - {name: x, entities: [EMIAL]}", "p0.yaml:5:26: `entities` must be one of ", "did you mean `EMAIL`?")]
    [InlineData("  - {name: x, operator: erase}", "p0.yaml:5:25: `operator` must be one of replace, replace_numbered, mask, hash, block, drop, not `erase`", "")]
    [InlineData("  - {name: x, operators: {EMIAL: mask}}", "p0.yaml:5:27: unknown key `EMIAL` in `operators`; did you mean `EMAIL`?", "")]
    [InlineData("  - {name: x, operator: mask, mask_keep: {last: 9}}", "p0.yaml:5:49: `last` must be a number without a fraction from 0 to 4, not `9`", "")]
    [InlineData("  - {name: x, operator: mask, mask_keep: {}}", "p0.yaml:5:42: `mask_keep` is empty", "")]
    [InlineData("  - {name: x, mask_keep: {last: 2}}", "p0.yaml:5:26: the profile `x` masks nothing of which `mask_keep` may keep something; remove it, or mask an entity such as PHONE", "")]
    [InlineData("  - {name: x, entities: [EMAIL, SECRET], operator: mask, mask_keep: {last: 2}}", "p0.yaml:5:69: the profile `x` masks nothing of which `mask_keep` may keep something; ", "")]
    [InlineData("  - {name: x, threshold: 101}", "p0.yaml:5:26: `threshold` must be a number without a fraction from 0 to 100, not `101`", "")]
    [InlineData("  - {name: x, allow: [\"\u00e9\"]}", "p0.yaml:5:23: `allow` must be 1 to 256 characters of printable ASCII, a letter or digit among them", "")]
    [InlineData("  - {name: default}", "p0.yaml:5:12: the profile `default` is built in; give this one another name", "")]
    [InlineData("  - {name: x, entities: EMAIL, operators: {PHONE: mask}}", "p0.yaml:5:44: `operators` names PHONE, which `entities` does not list; add it there, or remove it here", "")]
    [InlineData("  - {name: x}\n  - {name: x}", "p0.yaml:6:12: profile `x` exists already, at p0.yaml:5; rename it, or merge the two", "")]
    public void Fault_IsToldAtItsPlaceWithTheWayOut(string profiles, string start, string end)
    {
        var error = Assert.Single(PolicyTexts.Errors($"{PolicyTexts.Header}dlp_profiles:\n{profiles}\n"));

        Assert.StartsWith(start, error, StringComparison.Ordinal);
        Assert.EndsWith(end, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outbuond", "p0.yaml:8:11: no profile `outbuond` is declared; did you mean `outbound`?")]
    [InlineData("defualt", "p0.yaml:8:11: no profile `defualt` is declared; did you mean `default`?")]
    [InlineData("mails", "p0.yaml:8:11: no profile `mails` is declared; declare it in `dlp_profiles`")]
    public void DemandOfAnUnknownProfile_IsAFaultAtItsPlace(string name, string error) => Assert.Equal(
        [error], PolicyTexts.Errors($"{PolicyTexts.Header}dlp_profiles: [{{name: outbound}}]\nrules:\n  - id: r\n    effect: sanitize\n    dlp: {{profile: {name}}}\n"));

    [Fact]
    public void Layer_UsesProfilesOfTheBaseAndItsOwn_AndRedefinesNone()
    {
        var layer = $"{PolicyTexts.Header}tenant: acme\ndlp_profiles: [{{name: own}}]\nrules:\n  - {{id: a, effect: sanitize, dlp: {{profile: outbound}}}}\n  - {{id: b, effect: sanitize, dlp: {{profile: own}}}}\n  - {{id: c, effect: sanitize, dlp: {{profile: default}}}}\n";

        Assert.Empty(PolicyTexts.Errors(PolicyTexts.Header + Full, layer));
        Assert.Equal(
            ["p1.yaml:5:23: profile `outbound` is declared by the base, at p0.yaml:5, and a tenant cannot redefine it; give this one another name"],
            PolicyTexts.Errors(PolicyTexts.Header + Full, layer.Replace("name: own", "name: outbound", StringComparison.Ordinal).Replace("profile: own", "profile: outbound", StringComparison.Ordinal)));
        Assert.Equal(
            ["p1.yaml:7:37: no profile `outbound` is declared, for tenant `acme`; declare it in `dlp_profiles`"],
            PolicyTexts.Errors(PolicyTexts.Header, layer));
    }

    [Fact]
    public void Layer_HasProfilesThatNoOtherTenantAndNotTheBaseCanDemand()
    {
        var own = $"{PolicyTexts.Header}tenant: acme\ndlp_profiles: [{{name: own}}]\n";
        const string Demand = "rules:\n  - {id: b, effect: sanitize, dlp: {profile: own}}\n";

        Assert.Equal(["p1.yaml:5:37: no profile `own` is declared; declare it in `dlp_profiles`"], PolicyTexts.Errors(own, PolicyTexts.Header + Demand));
        Assert.Equal(["p1.yaml:6:37: no profile `own` is declared, for tenant `globex`; declare it in `dlp_profiles`"], PolicyTexts.Errors(own, $"{PolicyTexts.Header}tenant: globex\n{Demand}"));
    }

    [Fact]
    public void ContentThatDemandsAnUnknownProfile_IsRefused() => Assert.False(PolicyContent.Read(
        """{"format":"aegis-policy-1","documents":[{"name":"q","rules":[{"id":"r","effect":"sanitize","dlp":{"profile":"x"}}]}]}"""u8).Succeeded);

    private static ParameterPath Path(string text) => ParameterPath.TryParse(text, out var path) ? path : throw new ArgumentException(text);
}
