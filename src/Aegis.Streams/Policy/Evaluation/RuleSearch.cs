using System.Runtime.CompilerServices;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>One evaluation of a call: finds the candidates in the index and keeps the rules that apply. Lives on the stack.</summary>
internal ref struct RuleSearch
{
    private const int None = AllowVerdicts.None;

    private readonly PolicyProgram _program;
    private readonly NamedTool _tool;
    private readonly CallClasses _classes;
    private Few _few;
    private List<CompiledRule>? _many;
    private int _count;

    // The permits that apply, by number: a rule that is not looked at stays out of the caches.
    private int _basePermit = None;
    private int _layerPermit = None;
    private bool _baseFailsOpen;
    private bool _layerFailsOpen;

    public RuleSearch(PolicyProgram program, in PolicyCall call)
    {
        _program = program;
        _tool = program.Tools.Find(call.Tool);
        _classes = ToolIndex.ClassesOf(_tool.Declarations, call);
        Caller = CallerFacts.Of(program, call);
    }

    /// <summary>Gets the permit of the base that applies; <see langword="null"/>: none does.</summary>
    public readonly CompiledRule? BasePermit => _basePermit == None ? null : _program.Rules[_basePermit];

    /// <summary>Gets the permit of the tenant's layer that applies; <see langword="null"/>: none does.</summary>
    public readonly CompiledRule? LayerPermit => _layerPermit == None ? null : _program.Rules[_layerPermit];

    /// <summary>Gets what is known of the caller.</summary>
    public CallerFacts Caller { get; }

    /// <summary>Gets what is known of the tool.</summary>
    public readonly NamedTool Tool => _tool;

    /// <summary>Gets what is known of the class of the call.</summary>
    public readonly CallClasses Classes => _classes;

    /// <summary>Gets a value indicating whether all permits that the call needs apply.</summary>
    public readonly bool IsPermitted =>
        (_basePermit != None || !_program.Layers.HasBase) && (_layerPermit != None || !Caller.IsNarrowed);

    /// <summary>Gets a value indicating whether no rule applies.</summary>
    public readonly bool IsSilent => _count == 0 && _basePermit == None && _layerPermit == None;

    /// <summary>
    /// Gets a value indicating whether the call stands if a later stage fails. A read does only where policy itself declares it a read, and
    /// every permit that the call needs says so.
    /// </summary>
    public readonly bool FailsOpen => IsPermitted
        && (_basePermit != None ? _baseFailsOpen && _classes.OfBase == ToolClass.Read : _classes.AreDeclaredRead)
        && (_layerPermit == None || _layerFailsOpen);

    /// <summary>Gets a value indicating whether the call is permitted and nothing but the permits that it needs speaks.</summary>
    public readonly bool IsPlainAllow
    {
        get
        {
            if (!IsPermitted || _count > 2) return false;
            for (var i = 0; i < _count; i++)
                if (_few[i].Number != _basePermit && _few[i].Number != _layerPermit) return false;
            return true;
        }
    }

    /// <summary>Gets the verdict of a call that nothing but the permits that it needs speaks of.</summary>
    public readonly PolicyVerdict PlainAllow => _program.Allows.Of(_basePermit, _layerPermit, FailsOpen);

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
        if (!row.Is(RuleTraits.AlwaysSpeaks) && HasStrictPermit(row.Is(RuleTraits.IsOfLayer))) return;

        // What only the rule itself can tell of its names comes first: its patterns are for calls of others.
        var isProven = row.Is(RuleTraits.IsProvenByIndex);
        if (!isProven && !Covers(row, call)) return;

        // Most rules end here: only false ends a prohibition, since it counts against the call what cannot be told; a permit needs true.
        var truth = _program.Guards.Evaluate(row.FirstGuard, row.GuardCount, call.Parameters);
        var isPermit = row.Is(RuleTraits.Permits);
        if (truth == Truth.False || (isPermit && truth == Truth.Undecided) || (isProven && !Covers(row, call))) return;
        if (!row.Is(RuleTraits.IsGuardedWhole)) truth = _program.Rules[row.Rule].When.Evaluate(call);
        if (isPermit) Permit(row, truth, call);
        else if (truth != Truth.False) Add(_program.Rules[row.Rule]);
    }

    private readonly bool HasStrictPermit(bool ofLayer) => ofLayer ? _layerPermit != None && !_layerFailsOpen : _basePermit != None && !_baseFailsOpen;

    private void Permit(in RuleRow row, Truth truth, in PolicyCall call)
    {
        if (truth != Truth.True) return;
        if (!row.Is(RuleTraits.AcceptsUnknown) && !_program.KnowsParameters(_program.Rules[row.Rule], _tool.Declarations, call, out _)) return;
        if (row.Is(RuleTraits.IsEnforced)) Keep(row);
        if (row.Is(RuleTraits.AlwaysSpeaks)) Add(_program.Rules[row.Rule]);
    }

    /// <summary>Keeps a permit that applies. Of several it is one by which the call does not stand if a later stage fails, whichever is found first.</summary>
    private void Keep(in RuleRow row)
    {
        var (isOfLayer, failsOpen) = (row.Is(RuleTraits.IsOfLayer), row.Is(RuleTraits.FailsOpen));
        ref var permit = ref (isOfLayer ? ref _layerPermit : ref _basePermit);
        ref var permitFailsOpen = ref (isOfLayer ? ref _layerFailsOpen : ref _baseFailsOpen);
        if (permit == None || (permitFailsOpen && !failsOpen)) (permit, permitFailsOpen) = (row.Rule, failsOpen);
    }

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
