using System.Collections.Immutable;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>A call that a rule speaks of, and that a permit would let pass as far as that can be told from the texts.</summary>
internal sealed class SampleCall
{
    private const int MaxPermits = 64;

    private readonly Dictionary<string, (ParameterPath Path, List<ParameterTest> Tests)> _wanted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);
    private string? _environment;
    private string? _egress;
    private DateTimeOffset _at = PolicyFixture.DefaultTime;

    private SampleCall(PolicyQuestion subject) => Question = subject;

    /// <summary>Gets the call without its parameters.</summary>
    public PolicyQuestion Question { get; private set; }

    /// <summary>Gets the parameters.</summary>
    public SampleParameters Parameters { get; } = new();

    /// <summary>Makes the call of a rule.</summary>
    public static SampleCall Of(PolicyProgram program, CompiledRule rule)
    {
        var call = new SampleCall(SubjectOf(program, rule));
        call.Hold(rule.Rule.When);
        call.HoldCatalog(rule.Rule.Catalog);
        var table = new ParameterTable();
        table.Read(default, new IntentLimits(), "parameters");
        foreach (var other in Covering(program, PolicyInquiry.CallOf(call.Question, table)))
        {
            if (other == rule) continue;
            if (other.Rule.Effect == RuleEffect.Permit) call.HoldCatalog(other.Rule.Catalog);
            call.Collect(other.Rule.When, other.Rule.Effect == RuleEffect.Permit, isFirst: false);
        }

        call.Build();
        return call;
    }

    private static List<CompiledRule> Covering(PolicyProgram program, in PolicyCall call)
    {
        var classes = program.Tools.ClassesOf(call);
        var covering = new List<CompiledRule>();
        foreach (var rule in program.Rules)
            if (rule.Covers(call, classes.For(rule.Tenant))) covering.Add(rule);
        return covering;
    }

    /// <summary>Finds somebody and something that the rule speaks of, and a permit too if there is one.</summary>
    private static PolicyQuestion SubjectOf(PolicyProgram program, CompiledRule rule)
    {
        var alone = Subject(rule, null);
        if (rule.Rule.Effect == RuleEffect.Permit) return alone;
        var table = new ParameterTable();
        table.Read(default, new IntentLimits(), "parameters");
        var permits = program.Rules.Where(permit => permit.Rule is { Effect: RuleEffect.Permit, IsObserved: false });
        foreach (var permit in permits.Take(MaxPermits))
        {
            var together = Subject(rule, permit);
            var call = PolicyInquiry.CallOf(together, table);
            var classes = program.Tools.ClassesOf(call);
            if (rule.Covers(call, classes.For(rule.Tenant)) && permit.Covers(call, classes.For(permit.Tenant))) return together;
        }

        return alone;
    }

    private static PolicyQuestion Subject(CompiledRule rule, CompiledRule? other)
    {
        var (who, what) = (rule.Rule.Who, rule.Rule.What);
        var (otherWho, otherWhat) = (other?.Rule.Who ?? Rules.Subject.Anybody, other?.Rule.What ?? Target.Anything);
        var groups = Several(who.Groups, otherWho.Groups);
        var roles = Several(who.Roles, otherWho.Roles);
        var classes = what.Classes.IsEmpty ? otherWhat.Classes : what.Classes;
        return new PolicyQuestion
        {
            Tool = One(what.Tools, otherWhat.Tools, "tool"),
            Action = One(what.Actions, otherWhat.Actions, "action"),
            ClaimedClass = classes is [ToolClass.Read] ? CallClass.Read : CallClass.Write,
            Registration = new AgentRegistration
            {
                Tenant = rule.Tenant ?? other?.Tenant ?? One(who.Tenants, otherWho.Tenants, "acme"),
                Agent = One(who.Agents, otherWho.Agents, "agent"),
                Groups = groups,
                Roles = roles,
                IsEnabled = true,
            },
            DecisionTime = PolicyFixture.DefaultTime,
        };
    }

    private static ImmutableArray<string> Several(ImmutableArray<NameGlob> first, ImmutableArray<NameGlob> second) =>
        [.. new[] { first, second }.Where(globs => !globs.IsEmpty).Select(globs => Name(globs[0])).Distinct(StringComparer.Ordinal)];

    private static string One(ImmutableArray<NameGlob> first, ImmutableArray<NameGlob> second, string otherwise)
    {
        var names = first.Concat(second).OrderByDescending(glob => glob.IsExact).Select(Name);
        return names.FirstOrDefault(name => Match(first, name) && Match(second, name)) ?? (first.IsEmpty ? otherwise : Name(first[0]));
    }

    private static bool Match(ImmutableArray<NameGlob> globs, string name) => globs.IsEmpty || globs.Any(glob => glob.Matches(name));

    private static string Name(NameGlob glob) => glob.Text.Replace("**", "x", StringComparison.Ordinal).Replace('*', 'x');

    /// <summary>Wants every part of the rule's own condition to hold but for one that is probed: the answer then hangs on that one.</summary>
    private void Hold(Condition condition)
    {
        if (condition is Not not) Hold(not.Part);
        else Collect(condition, wanted: true, isFirst: true);
    }

    private void Collect(Condition condition, bool wanted, bool isFirst)
    {
        switch (condition)
        {
            case AllOf all:
                foreach (var part in wanted ? all.Parts : all.Parts.Take(1)) CollectPart(part, wanted, isFirst);
                break;
            case AnyOf any:
                foreach (var part in wanted ? any.Parts.Take(1) : any.Parts) CollectPart(part, wanted, isFirst);
                break;
            default:
                CollectPart(condition, wanted, isFirst);
                break;
        }
    }

    private void CollectPart(Condition condition, bool wanted, bool isFirst)
    {
        switch (condition)
        {
            case AllOf or AnyOf:
                Collect(condition, wanted, isFirst);
                break;
            case Not not:
                if (isFirst) Hold(not.Part);
                else Collect(not.Part, !wanted, isFirst: false);
                break;
            case ParameterCondition { Tests: [] or [PresenceTest { IsPresent: true }] } when !wanted:
                break; // What must not be there is left out.
            case ParameterCondition parameter:
                Want(parameter.Path, wanted ? parameter.Tests : [.. parameter.Tests.Select(SampleOpposite.Of).OfType<ParameterTest>()]);
                break;
            case Comparison comparison:
                foreach (var path in ConditionWalk.Parameters(comparison)) Want(path, [new TypeTest(ParameterType.Number)]);
                break;
            case MoneyCondition money when wanted:
                Want(money.Currency, [new OneOf([new TextLiteral(money.Limits[0].Currency)])]);
                Want(money.Amount, [new NumberRange(money.Limits[0].Min, money.Limits[0].Max)]);
                break;
            case AttributeCondition { IsNegated: false } attribute when wanted:
                _attributes.TryAdd(attribute.Name, attribute.Values.IsEmpty ? "x" : attribute.Values[0]);
                break;
            case AttributeCondition attribute:
                _attributes.TryAdd(attribute.Name, "x");
                break;
            case EnvironmentCondition environment when wanted:
                _environment ??= environment.Values[0];
                break;
            case EgressCondition { Allowed.Entries: [var entry, ..] } when wanted:
                _egress ??= ValueSample.Url(entry);
                break;
            case TimeWindow window when wanted:
                _at = SampleTime.Within(window, Question, _at);
                break;
        }
    }

    private void HoldCatalog(CatalogDemand? demand)
    {
        if (demand is null) return;
        Want(demand.Sku, [new TypeTest(ParameterType.String)]);
    }

    private void Want(ParameterPath path, ImmutableArray<ParameterTest> tests)
    {
        if (tests.Any(test => test is PresenceTest { IsPresent: false })) return;
        if (_wanted.TryGetValue(path.Text, out var known)) known.Tests.AddRange(tests);
        else _wanted[path.Text] = (path, [.. tests]);
    }

    private void Build()
    {
        foreach (var (path, tests) in _wanted.Values.OrderBy(wanted => wanted.Path.Steps.Length)) Parameters.Set(path, ValueSample.Of(tests, _at));
        Question = Question with
        {
            Registration = Question.Registration with { Attributes = _attributes.ToImmutableSortedDictionary(StringComparer.Ordinal) },
            DecisionTime = _at,
            Environment = _environment,
            EgressTarget = _egress,
        };
    }
}
