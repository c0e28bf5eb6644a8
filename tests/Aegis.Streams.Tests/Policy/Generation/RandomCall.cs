using System.Collections.Immutable;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;
using ParameterPath = Aegis.Streams.Policy.Rules.ParameterPath;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Makes calls that a set of policies has something to say to.</summary>
internal sealed class RandomCall
{
    /// <summary>What stands now and then where an object or array should lead to what a path names.</summary>
    private static readonly string[] Obstacles = ["5", "\"x\"", "true", "null", "{}", "[]", "{\"a\":1}", "[1]", "[{}]", "[[]]"];

    private static readonly DateTimeOffset Now = new(2026, 11, 28, 7, 30, 0, TimeSpan.Zero);

    private readonly Dice _dice;
    private readonly ImmutableArray<PolicyDocument> _documents;
    private readonly ILookup<ParameterPath, ParameterTest> _tests;

    public RandomCall(Dice dice, ImmutableArray<PolicyDocument> documents)
    {
        _dice = dice;
        _documents = documents;
        _tests = documents.SelectMany(document => document.Rules).SelectMany(rule => ConditionTree.Tests(rule.When)).ToLookup(item => item.Path, item => item.Test);
    }

    public GeneratedCall Next()
    {
        var (document, rule) = NextFocus();
        var now = Now.AddHours(_dice.Pick([0, 0, 0, 1, -8, 12, 15, 48, 72, -3_000])).AddTicks(_dice.Pick<long>([0, 0, 1, -1]));
        var call = new GeneratedCall
        {
            Tenant = document.Tenant is { } tenant && _dice.Percent(90) ? tenant : Names.Tenants.NextName(_dice, rule.Who.Tenants),
            Agent = Names.Agents.NextName(_dice, rule.Who.Agents),
            Tool = Names.Tools.NextName(_dice, rule.What.Tools),
            Action = Names.Actions.NextName(_dice, rule.What.Actions),
            ClaimedClass = _dice.Percent(50) ? CallClass.Read : CallClass.Write,
            EgressTarget = _dice.Percent(60) ? _dice.Pick(SampleValues.Urls) : null,
            Environment = _dice.PickWeighted<string?>((60, "production"), (25, "staging"), (15, null)),
            DecisionTime = now,
            Groups = [.. _dice.PickSome(Names.Groups.Values, 0, 2)],
            Roles = [.. _dice.PickSome(Names.Roles.Values, 0, 2)],
            Attributes = _dice.PickSome(["region", "tier", "__extn"], 0, 3).ToImmutableSortedDictionary(name => name, _ => _dice.Pick(["eu", "us", "EU"]), StringComparer.Ordinal),
            Parameters = NextParameters(rule, now),
        };
        return _dice.Percent(2) ? call with { Parameters = BrokenJson.Next(call.Parameters, _dice), IsReadable = false } : call;
    }

    private (PolicyDocument Document, PolicyRule Rule) NextFocus()
    {
        var rules = _documents.SelectMany(document => document.Rules.Select(rule => (document, rule))).ToList();
        var permits = rules.Where(item => item.rule.Effect == RuleEffect.Permit).ToList();
        return _dice.Pick(permits.Count > 0 && _dice.Percent(70) ? permits : rules);
    }

    private string NextParameters(PolicyRule rule, DateTimeOffset now)
    {
        var values = new RandomValue(_dice, now);
        var parameters = new JsonSample();
        foreach (var path in NextPaths(rule))
        {
            if (path.Steps.Length > 1 && _dice.Percent(6))
            {
                parameters.Set(path.Steps.AsSpan()[..^_dice.Between(1, path.Steps.Length - 1)], () => _dice.Pick(Obstacles), _dice);
                continue;
            }

            var kind = ParameterSchema.KindOf(path);
            ImmutableArray<ParameterTest> tests = [.. _tests[path]];
            parameters.Set(path.Steps.AsSpan(), () => values.Next(kind, tests), _dice);
        }

        for (var i = _dice.PickWeighted((65, 0), (25, 1), (10, 2)); i > 0; i--)
            parameters.Spoil(_dice, () => values.Next((ValueKind)_dice.Next(9), []));
        return parameters.Write(_dice);
    }

    /// <summary>Picks what the rule names, some of what it merely accepts, and now and then what other rules name.</summary>
    private List<ParameterPath> NextPaths(PolicyRule rule)
    {
        var paths = ConditionTree.Paths(rule.When).Where(_ => _dice.Percent(94)).ToList();
        paths.AddRange(rule.Accepts.Where(_ => _dice.Percent(35)));
        if (_dice.Percent(60)) return paths;
        paths.AddRange(_tests.Select(group => group.Key).Where(_ => _dice.Percent(12)));
        paths.AddRange(_documents.SelectMany(document => document.Tools).SelectMany(tool => tool.Parameters).Where(_ => _dice.Percent(8)));
        return paths;
    }
}
