using System.Runtime.CompilerServices;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>One evaluation of a call: finds the candidates in the index and keeps the rules that apply. Lives on the stack.</summary>
internal ref struct RuleSearch
{
    private readonly PolicyProgram _program;
    private readonly NamedTool _tool;
    private readonly CallClasses _classes;
    private Few _few;
    private List<CompiledRule>? _many;
    private int _count;

    public RuleSearch(PolicyProgram program, in PolicyCall call)
    {
        _program = program;
        _tool = program.Tools.Find(call.Tool);
        _classes = ToolIndex.ClassesOf(_tool.Declarations, call);
        Caller = CallerFacts.Of(program, call);
    }

    /// <summary>Gets the permit of the base that applies; <see langword="null"/>: none does.</summary>
    public CompiledRule? BasePermit { get; private set; }

    /// <summary>Gets the permit of the tenant's layer that applies; <see langword="null"/>: none does.</summary>
    public CompiledRule? LayerPermit { get; private set; }

    /// <summary>Gets what is known of the caller.</summary>
    public CallerFacts Caller { get; }

    /// <summary>Gets what is known of the tool.</summary>
    public readonly NamedTool Tool => _tool;

    /// <summary>Gets what is known of the class of the call.</summary>
    public readonly CallClasses Classes => _classes;

    /// <summary>Gets a value indicating whether all permits that the call needs apply.</summary>
    public readonly bool IsPermitted =>
        (BasePermit is not null || !_program.Layers.HasBase) && (LayerPermit is not null || !Caller.IsNarrowed);

    /// <summary>Gets a value indicating whether no rule applies.</summary>
    public readonly bool IsSilent => _count == 0 && BasePermit is null && LayerPermit is null;

    /// <summary>
    /// Gets a value indicating whether the call stands if a later stage fails. A read does only where policy itself declares it a read, and
    /// every permit that the call needs says so.
    /// </summary>
    public readonly bool FailsOpen => IsPermitted
        && (BasePermit is { } permit ? permit.AllowThatFailsOpen is not null && _classes.OfBase == ToolClass.Read : _classes.AreDeclaredRead)
        && LayerPermit is not { AllowThatFailsOpen: null };

    /// <summary>Gets a value indicating whether the call is permitted and nothing but the permits that it needs speaks.</summary>
    public readonly bool IsPlainAllow
    {
        get
        {
            if (!IsPermitted || _count > 2) return false;
            for (var i = 0; i < _count; i++)
                if (!ReferenceEquals(_few[i], BasePermit) && !ReferenceEquals(_few[i], LayerPermit)) return false;
            return true;
        }
    }

    /// <summary>Lists the rules that apply, aside from permits that demand nothing, in the order of their ids.</summary>
    public readonly CompiledRule[] Speaking()
    {
        if (_count == 0) return [];
        var rules = _many?.ToArray() ?? _few.Take(_count);
        Array.Sort(rules, (left, right) => left.Number.CompareTo(right.Number));
        return rules;
    }

    /// <summary>Finds the rows of a call in an index.</summary>
    public readonly ReadOnlySpan<RowRange> Find(RuleIndex index, in PolicyCall call, Span<RowRange> ranges) => ranges[..index.Find(Caller, _tool.Number, call, ranges)];

    public void Run(in PolicyCall call)
    {
        var index = _program.Index;
        Span<RowRange> ranges = stackalloc RowRange[RuleIndex.MaxRanges];
        foreach (var range in Find(index, call, ranges))
        {
            var walk = index.Walk(range, Caller);
            while (walk.MoveNext()) Visit(index.Row(walk.Current), call);
        }
    }

    /// <summary>Says whether the rule of a row speaks of a call by whose names the index found it.</summary>
    public readonly bool Covers(in RuleRow row, in PolicyCall call)
    {
        var toolClass = row.Is(RuleTraits.IsOfLayer) ? _classes.ForLayer : _classes.ForBase;
        if ((row.Classes & (1 << (int)toolClass)) == 0) return false;
        if (row.Is(RuleTraits.IsProvenByIndex)) return true;
        var rule = _program.Rules[row.Rule];
        return rule.IsFor(call) && rule.CoversTarget(call);
    }

    private void Visit(in RuleRow row, in PolicyCall call)
    {
        // A permit that fails open gives way to one that does not: the first of those ends the search for more.
        if (!row.Is(RuleTraits.AlwaysSpeaks) && (row.Is(RuleTraits.IsOfLayer) ? LayerPermit : BasePermit) is { AllowThatFailsOpen: null }) return;

        // Most rules end here: only false ends a prohibition, since it counts against the call what cannot be told; a permit needs true.
        var truth = _program.Guards.Evaluate(row.FirstGuard, row.GuardCount, call.Parameters);
        var isPermit = row.Is(RuleTraits.Permits);
        if (truth == Truth.False || (isPermit && truth == Truth.Undecided) || !Covers(row, call)) return;
        var rule = _program.Rules[row.Rule];
        if (!row.Is(RuleTraits.IsGuardedWhole)) truth = rule.When.Evaluate(call);
        if (isPermit) Permit(rule, truth, call);
        else if (truth != Truth.False) Add(rule);
    }

    private void Permit(CompiledRule rule, Truth truth, in PolicyCall call)
    {
        if (truth != Truth.True || !_program.KnowsParameters(rule, _tool.Declarations, call, out _)) return;
        var row = rule.Row;
        if (row.Is(RuleTraits.IsEnforced))
        {
            if (row.Is(RuleTraits.IsOfLayer)) LayerPermit = Stricter(LayerPermit, rule);
            else BasePermit = Stricter(BasePermit, rule);
        }

        if (row.Is(RuleTraits.AlwaysSpeaks)) Add(rule);
    }

    /// <summary>Of permits that apply, the one whose word counts when a later stage fails: whichever is found first, rather the call is denied.</summary>
    private static CompiledRule Stricter(CompiledRule? found, CompiledRule rule) =>
        found is null || (found.AllowThatFailsOpen is not null && rule.AllowThatFailsOpen is null) ? rule : found;

    private void Add(CompiledRule rule)
    {
        for (var i = 0; i < Math.Min(_count, Few.Length); i++)
            if (ReferenceEquals(_few[i], rule)) return; // Two of the caller's groups led to it.
        if (_many?.Contains(rule) == true) return;
        if (_count < Few.Length) _few[_count] = rule;
        else (_many ??= [.. _few.Take(Few.Length)]).Add(rule);
        _count++;
    }

    [InlineArray(Length)]
    private struct Few
    {
        public const int Length = 8;
        private CompiledRule _first;

        public readonly CompiledRule[] Take(int count)
        {
            var rules = new CompiledRule[count];
            for (var i = 0; i < count; i++) rules[i] = this[i];
            return rules;
        }
    }
}
