using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>
/// Makes policies that the language can say, the same for the same seed. Names come from <see cref="RandomWords"/>, few enough that rules meet
/// each other and the calls that tests make of the same words.
/// </summary>
internal sealed class RandomPolicy(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Makes a set: a base, and layers of some tenants. No layer was compared with the base.</summary>
    /// <param name="rules">About how many rules it has.</param>
    public ImmutableArray<PolicyDocument> NextSet(int rules)
    {
        var documents = ImmutableArray.CreateBuilder<PolicyDocument>();
        for (var left = rules; left > 0;)
        {
            var count = _random.Next(1, Math.Min(left, Math.Max(2, rules / 4)) + 1);
            var tenant = _random.Next(3) == 0 ? _random.Pick(RandomWords.Tenants) : null;
            documents.Add(NextDocument($"p{documents.Count}", tenant, count));
            left -= count;
        }

        return documents.ToImmutable();
    }

    /// <summary>Makes a policy.</summary>
    public PolicyDocument NextDocument(string name, string? tenant, int rules)
    {
        var owner = tenant is null ? name : $"{tenant}/{name}";
        return new PolicyDocument
        {
            Name = name,
            Tenant = tenant,
            Narrows = tenant is null ? [] : _random.Globs(RandomWords.Agents),
            Tools = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => NextTool()).DistinctBy(tool => tool.Tool)],
            Rules = [.. Enumerable.Range(0, rules).Select(index => NextRule($"{owner}/r{index:d4}", tenant is null))],
        };
    }

    /// <summary>Makes a rule.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="isBase">Whether it belongs to the base, where rules may name tenants.</param>
    public PolicyRule NextRule(string id, bool isBase = true)
    {
        var effect = _random.Pick([RuleEffect.Permit, RuleEffect.Permit, RuleEffect.Forbid, RuleEffect.RequireApproval, RuleEffect.Sanitize]);
        var isPermit = effect == RuleEffect.Permit;
        return new PolicyRule
        {
            Id = id,
            Effect = effect,
            Who = new Subject
            {
                Agents = _random.Globs(RandomWords.Agents),
                Groups = _random.Often(4) ? _random.Globs(RandomWords.Groups) : [],
                Roles = _random.Often(6) ? _random.Globs(RandomWords.Roles) : [],
                Tenants = isBase && _random.Often(6) ? _random.Globs(RandomWords.Tenants) : [],
            },
            What = new Target
            {
                Tools = _random.Globs(RandomWords.Tools),
                Actions = _random.Globs(RandomWords.Actions),
                Classes = _random.Often(8) ? [_random.Pick(Enum.GetValues<ToolClass>())] : [],
            },
            When = new RandomCondition(_random).NextList(),
            Accepts = isPermit ? _random.Some(RandomWords.Paths, 3) : [],
            AcceptsUnknown = isPermit && _random.Often(4),
            IsObserved = _random.Often(8),
            Catalog = isPermit && _random.Often(6) ? NextCatalog() : null,
            Dlp = effect == RuleEffect.Sanitize ? new DlpDemand(_random.Pick(["outbound-email", "notes"]), _random.Some(RandomWords.Paths, 2)) : null,
            Approval = effect == RuleEffect.RequireApproval ? NextApproval() : null,
            Code = _random.Often(3) ? $"policy.{_random.Pick(["large_quote", "night", "off_limits2"])}" : null,
            Message = _random.Often(3) ? _random.Pick(RandomWords.Sentences) : null,
            Hint = _random.Often(4) ? _random.Pick(RandomWords.Sentences) : null,
            Docs = _random.Often(5) ? "https://wiki.example.com/policies" : null,
        };
    }

    private ToolDeclaration NextTool() => new()
    {
        Tool = RandomWords.Glob(_random.Pick(RandomWords.Tools)),
        Actions = _random.Globs(RandomWords.Actions),
        AcceptsUnknown = _random.Often(4),
        Parameters = _random.Some(RandomWords.Paths, 4),
    };

    private CatalogDemand NextCatalog() => _random.Often(2)
        ? new CatalogDemand(RandomWords.Path("sku")) { Price = RandomWords.Path("unit_price"), Discount = RandomWords.Path("discount_percent") }
        : new CatalogDemand(RandomWords.Path("items[*].sku")) { Price = RandomWords.Path("items[*].price"), Currency = _random.Often(2) ? RandomWords.Path("items[*].currency") : null };

    private ApprovalDemand NextApproval() =>
        _random.Often(2) ? ApprovalDemand.Default : new ApprovalDemand(_random.Pick(["finance", "sales leads"]), TimeSpan.FromMinutes(_random.Next(1, 2_000)), _random.Next(1, 11));
}
