using System.Collections.Immutable;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Makes sets of policies, as the loader would hand them on.</summary>
/// <param name="dice">The dice.</param>
/// <param name="profile">Which policies are wanted.</param>
internal sealed class RandomPolicy(Dice dice, GenerationProfile profile = GenerationProfile.Everything)
{
    private static readonly ImmutableArray<ImmutableArray<(int, RuleEffect)>> Mixtures =
    [
        [(60, RuleEffect.Permit), (40, RuleEffect.Sanitize)],
        [(60, RuleEffect.Permit), (30, RuleEffect.RequireApproval), (10, RuleEffect.Sanitize)],
        [(50, RuleEffect.Permit), (20, RuleEffect.Forbid), (15, RuleEffect.RequireApproval), (15, RuleEffect.Sanitize)],
    ];

    private readonly RandomCondition _conditions = new(dice, profile);

    /// <summary>With all effects in every set, most calls would be denied.</summary>
    private readonly ImmutableArray<(int, RuleEffect)> _effects = dice.Pick(Mixtures);

    /// <summary>Where most rules speak of classes, it counts who declares them.</summary>
    private readonly int _percentOfClasses = dice.PickWeighted((70, 15), (30, 60));

    /// <summary>A layer may declare what the base does not.</summary>
    private readonly bool _baseDeclares = dice.Percent(70);

    /// <summary>Makes a set: policies of the base, and mostly also of tenants' layers.</summary>
    public ImmutableArray<PolicyDocument> Next()
    {
        var documents = ImmutableArray.CreateBuilder<PolicyDocument>();
        var count = dice.PickWeighted((8, 0), (55, 1), (37, 2));
        for (var i = 0; i < count; i++) documents.Add(NextDocument($"p{i}", tenant: null));
        foreach (var tenant in Names.Tenants.Values.Where(_ => count == 0 || dice.Percent(30)))
            for (var i = dice.Between(1, 2); i > 0; i--) documents.Add(count > 0 && dice.Percent(35) ? NextRestriction($"p{i}", tenant) : NextDocument($"p{i}", tenant));
        return documents.ToImmutable();
    }

    /// <summary>Makes a policy.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tenant">The tenant of its layer; <see langword="null"/>: the base.</param>
    /// <param name="rules">How many rules it has; <see langword="null"/>: a few.</param>
    public PolicyDocument NextDocument(string name, string? tenant, int? rules = null)
    {
        var prefix = tenant is null ? name : $"{tenant}/{name}";
        return new PolicyDocument
        {
            Name = name,
            Tenant = tenant,
            Narrows = tenant is not null && dice.Percent(40) ? Names.Agents.NextGlobs(dice) : [],
            Tools = tenant is null && !_baseDeclares ? [] : NextTools(),
            DlpProfiles = NextProfiles(prefix),
            DlpDetectors = NextDetectors(prefix),
            Rules = [.. Enumerable.Range(0, rules ?? dice.Between(1, 5)).Select(i => i == 0 && dice.Percent(60) ? NextBroadPermit($"{prefix}/r{i}") : NextRule($"{prefix}/r{i}", isInBase: tenant is null))],
        };
    }

    /// <summary>Makes a rule.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="isInBase">Whether it belongs to the base, where rules may name tenants.</param>
    public PolicyRule NextRule(string id, bool isInBase) => NextRule(id, isInBase, dice.PickWeighted<RuleEffect>(_effects));

    private PolicyRule NextRule(string id, bool isInBase, RuleEffect effect)
    {
        var isPermit = effect == RuleEffect.Permit;
        var rule = new PolicyRule
        {
            Id = id,
            Effect = effect,
            IsObserved = dice.Percent(12),
            Who = NextSubject(isInBase),
            What = NextTarget(isPermit ? 65 : 85),
            When = _conditions.NextWhole(),
            Accepts = isPermit ? _conditions.NextPaths(0, 5) : [],
            AcceptsUnknown = isPermit && dice.Percent(30),
            Approval = effect == RuleEffect.RequireApproval ? ApprovalDemand.Default : null,
            Dlp = effect == RuleEffect.Sanitize ? new DlpDemand("default", []) : null,
        };
        return profile == GenerationProfile.Sayable ? WithTextsAndDemands(rule) : rule;
    }

    /// <summary>Makes a layer without permits, which narrows nobody, or all that it names.</summary>
    private PolicyDocument NextRestriction(string name, string tenant) => new()
    {
        Name = name,
        Tenant = tenant,
        Narrows = dice.Percent(40) ? Names.Agents.NextGlobs(dice) : [],
        Tools = NextTools(),
        DlpProfiles = NextProfiles($"{tenant}/{name}"),
        DlpDetectors = NextDetectors($"{tenant}/{name}"),
        Rules = [.. Enumerable.Range(0, dice.Next(3)).Select(i => NextRule($"{tenant}/{name}/r{i}", isInBase: false, dice.Pick([RuleEffect.Forbid, RuleEffect.RequireApproval, RuleEffect.Sanitize])))],
    };

    /// <summary>Rules that are sayable may demand the profile of their policy.</summary>
    private ImmutableArray<DlpProfile> NextProfiles(string prefix) => profile != GenerationProfile.Sayable ? [] :
    [
        new DlpProfile
        {
            Name = ProfileOf(prefix),
            Entities = dice.Percent(50) ? EntitySet.Default : EntitySet.Of(DlpEntity.Email, DlpEntity.Phone, DlpEntity.Secret),
            Operator = dice.Pick([RedactionOperator.Replace, RedactionOperator.Mask, RedactionOperator.Hash, RedactionOperator.Drop]),
            Operators = ImmutableSortedDictionary<DlpEntity, RedactionOperator>.Empty.Add(DlpEntity.Secret, RedactionOperator.Block),
            Threshold = dice.Pick([60, 80]),
            Thresholds = dice.Percent(50) ? ImmutableSortedDictionary<DlpEntity, int>.Empty.Add(DlpEntity.Phone, 75) : ImmutableSortedDictionary<DlpEntity, int>.Empty,
            Detectors = dice.Percent(50) ? DlpProfile.NoDetectors : DlpProfile.NoDetectors.Add(DetectorOf(prefix), RedactionOperator.Mask),
            Parameters = _conditions.NextPaths(0, 2),
            Except = _conditions.NextPaths(0, 1),
            KeepsReserved = dice.Percent(20),
            Allow = dice.Percent(50) ? ["support@example.com"] : [],
        },
    ];

    private ImmutableArray<DlpDetector> NextDetectors(string prefix) => profile != GenerationProfile.Sayable ? [] :
    [
        new DlpDetector { Name = DetectorOf(prefix), Terms = dice.Percent(50) ? ["falcon"] : ["eagle", "project nine"], Keys = dice.Percent(50) ? ["code"] : [] },
    ];

    private static string DetectorOf(string prefix) => prefix.Replace('/', '-') + "-detector";

    private static string ProfileOf(string prefix) => prefix.Replace('/', '-') + "-profile";

    private ImmutableArray<ToolDeclaration> NextTools() => [.. Enumerable.Range(0, dice.PickWeighted((45, 0), (35, 1), (20, 2))).Select(_ => NextTool())];

    private ToolDeclaration NextTool() => new()
    {
        Tool = Names.Tools.NextGlobs(dice, 1)[0],
        Actions = dice.Percent(30) ? Names.Actions.NextGlobs(dice) : [],
        Class = profile != GenerationProfile.Sayable && dice.Percent(60) ? (ToolClass)dice.Next(3) : null,
        AcceptsUnknown = dice.Percent(20),
        Parameters = _conditions.NextPaths(0, 6),
    };

    /// <summary>Where nothing permits, the other effects are never seen.</summary>
    private PolicyRule NextBroadPermit(string id) => new()
    {
        Id = id,
        Effect = RuleEffect.Permit,
        What = dice.Percent(50) ? NextTarget(65) : Target.Anything,
        AcceptsUnknown = dice.Percent(75),
        Accepts = _conditions.NextPaths(2, 8),
    };

    private PolicyRule WithTextsAndDemands(PolicyRule rule) => rule with
    {
        Catalog = rule.Effect == RuleEffect.Permit && dice.Percent(17) ? NextCatalog() : null,
        Dlp = rule.Dlp is null ? null : new DlpDemand(dice.Pick(["default", ProfileOf(rule.Id[..rule.Id.LastIndexOf('/')])]), _conditions.NextPaths(0, 2)),
        Approval = rule.Approval is null || dice.Percent(50) ? rule.Approval : new ApprovalDemand(dice.Pick(["finance", "sales leads"]), TimeSpan.FromMinutes(dice.Between(1, 2_000)), dice.Between(1, 10)),
        Code = dice.Percent(33) ? dice.Pick(["policy.large_quote", "policy.night", "policy.off_limits2"]) : null,
        Message = dice.Percent(33) ? dice.Pick(SampleValues.Sentences) : null,
        Hint = dice.Percent(25) ? dice.Pick(SampleValues.Sentences) : null,
        Docs = dice.Percent(20) ? "https://wiki.example.com/policies" : null,
    };

    private CatalogDemand NextCatalog() => dice.Percent(50)
        ? new CatalogDemand(Spelt.Path("sku")) { Price = Spelt.Path("price"), Discount = Spelt.Path("discount"), IsPriceOptional = dice.Percent(50), IsDiscountOptional = dice.Percent(50) }
        : new CatalogDemand(Spelt.Path("items[*].sku")) { Price = Spelt.Path("items[*].price"), Currency = dice.Percent(50) ? Spelt.Path("items[*].currency") : null };

    private Subject NextSubject(bool isInBase) => new()
    {
        Agents = dice.Percent(45) ? Names.Agents.NextGlobs(dice) : [],
        Groups = dice.Percent(12) ? NextMembers(Names.Groups) : [],
        Roles = dice.Percent(8) ? NextMembers(Names.Roles) : [],
        Tenants = isInBase && dice.Percent(12) ? Names.Tenants.NextGlobs(dice, 1) : [],
    };

    /// <summary>Cedar has no patterns for the members of sets.</summary>
    private ImmutableArray<NameGlob> NextMembers(Names names)
    {
        var globs = names.NextGlobs(dice);
        return profile == GenerationProfile.Cedar && dice.Percent(97) ? [.. globs.Where(glob => glob.IsExact || glob.IsAny)] : globs;
    }

    private Target NextTarget(int tools) => new()
    {
        Tools = dice.Percent(tools) ? Names.Tools.NextGlobs(dice) : [],
        Actions = dice.Percent(45) ? Names.Actions.NextGlobs(dice) : [],
        Classes = dice.Percent(_percentOfClasses) ? [.. dice.PickSome(Enum.GetValues<ToolClass>(), 1, 2)] : [],
    };
}
