using System.Runtime.CompilerServices;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>One evaluation of a call: finds the candidates in the index and keeps the rules that apply. Lives on the stack.</summary>
internal ref struct RuleSearch
{
    private readonly PolicyProgram _program;
    private readonly ReadOnlySpan<CompiledTool> _tools;
    private readonly CallClasses _classes;
    private Few _few;
    private List<CompiledRule>? _many;
    private int _count;

    public RuleSearch(PolicyProgram program, in PolicyCall call)
    {
        _program = program;
        _tools = program.Tools.For(call.Tool);
        _classes = ToolIndex.ClassesOf(_tools, call);
        Caller = CallerFacts.Of(program, call);
    }

    /// <summary>Gets the permit of the base that applies; <see langword="null"/>: none does.</summary>
    public CompiledRule? BasePermit { get; private set; }

    /// <summary>Gets the permit of the tenant's layer that applies; <see langword="null"/>: none does.</summary>
    public CompiledRule? LayerPermit { get; private set; }

    /// <summary>Gets what is known of the caller.</summary>
    public CallerFacts Caller { get; }

    /// <summary>Gets what is known of the class of the call.</summary>
    public readonly CallClasses Classes => _classes;

    /// <summary>Gets a value indicating whether all permits that the call needs apply.</summary>
    public readonly bool IsPermitted =>
        (BasePermit is not null || !_program.Layers.BasePermits) && (LayerPermit is not null || !Caller.IsNarrowed);

    /// <summary>Gets the rules that apply, aside from permits that demand nothing.</summary>
    public readonly IReadOnlyList<CompiledRule> Speaking => (IReadOnlyList<CompiledRule>?)_many ?? _few.Take(_count);

    /// <summary>
    /// Gets a value indicating whether the call stands if a later stage fails. A read does only where policy itself declares it a read, and
    /// every permit that the call needs says so.
    /// </summary>
    public readonly bool FailsOpen => IsPermitted
        && (BasePermit is { } permit ? permit.Rule.FailsOpen && _classes.OfBase == ToolClass.Read : (_classes.OfBase ?? _classes.OfLayer) == ToolClass.Read)
        && LayerPermit?.Rule.FailsOpen != false;

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

    /// <summary>Names the rules that speak.</summary>
    /// <param name="demands">Those that apply and are not only observed, aside from permits that demand nothing.</param>
    /// <returns>Their ids, sorted.</returns>
    public readonly string[] RuleIds(IEnumerable<CompiledRule> demands)
    {
        CompiledRule?[] permits = [BasePermit, LayerPermit];
        return [.. permits.OfType<CompiledRule>().Concat(demands).Select(rule => rule.Rule.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public void Run(in PolicyCall call)
    {
        Buckets found = default;
        Span<RuleBucket?> buckets = found;
        foreach (var bucket in buckets[.._program.Index.Find(Caller, call, buckets)])
        {
            var place = 0;
            while (bucket!.Next(Caller, ref place, out var rule)) Visit(rule, call);
        }
    }

    private void Visit(CompiledRule rule, in PolicyCall call)
    {
        if (!rule.AlwaysSpeaks && (rule.Tenant is null ? BasePermit : LayerPermit) is not null) return;
        if (!rule.CoversFound(call, _classes.For(rule.Tenant))) return;
        var truth = rule.When.Evaluate(call);
        if (!rule.IsPermit)
        {
            if (truth != Truth.False) Add(rule);
            return;
        }

        if (truth != Truth.True || !_program.KnowsParameters(rule, _tools, call, out _)) return;
        if (rule.IsEnforcedPermit && rule.Tenant is null) BasePermit ??= rule;
        if (rule.IsEnforcedPermit && rule.Tenant is not null) LayerPermit ??= rule;
        if (rule.AlwaysSpeaks) Add(rule);
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

    [InlineArray(RuleIndex.MaxBuckets)]
    private struct Buckets
    {
        private RuleBucket? _first;
    }
}
