using System.Runtime.CompilerServices;
using Aegis.Streams.Identity;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>What a policy set knows of a caller, worked out once for each registration: it does not change from call to call.</summary>
internal sealed class CallerFacts
{
    private readonly object _set;
    private readonly AgentRegistration _registration;
    private readonly string _tenant;
    private readonly string _agent;
    private readonly Few _few;
    private readonly int[]? _many;
    private readonly int _count;

    private CallerFacts(PolicyProgram program, in PolicyCall call)
    {
        (_set, _registration, _tenant, _agent) = (program.Identity, call.Registration, call.Tenant, call.Agent);
        Tenant = program.Names.Tenants.Of(call.Tenant);
        IsNarrowed = program.Layers.IsNarrowed(call.Tenant, call.Agent);
        var subjects = program.Names.Subjects.KeysOf(call);
        Array.Sort(subjects);
        foreach (var subject in subjects) Mask |= 1UL << (subject & 63);
        _count = subjects.Length;
        if (_count > Few.Length) _many = subjects;
        else subjects.CopyTo(_few);
    }

    /// <summary>Gets the number of the tenant.</summary>
    public int Tenant { get; }

    /// <summary>Gets a value indicating whether the tenant's layer must permit what the base permits.</summary>
    public bool IsNarrowed { get; }

    /// <summary>Gets the bits at the last six bits of the caller's subjects: where one is not set, the caller is none of its subjects.</summary>
    public ulong Mask { get; }

    private ReadOnlySpan<int> Subjects => _many ?? ((ReadOnlySpan<int>)_few)[.._count];

    /// <summary>Finds the facts of a caller.</summary>
    /// <param name="program">The policy set.</param>
    /// <param name="call">The call.</param>
    /// <returns>The facts, which the registration keeps until another set asks.</returns>
    public static CallerFacts Of(PolicyProgram program, in PolicyCall call)
    {
        if (call.Registration.PolicyFacts.Value is CallerFacts known && known.AreOf(program, call)) return known;
        var made = new CallerFacts(program, call);
        call.Registration.PolicyFacts.Value = made;
        return made;
    }

    /// <summary>Says whether the caller is a subject.</summary>
    public bool Is(int subject) => Subjects.Contains(subject);

    /// <summary>Finds the next subject that the caller is, in the order of their numbers.</summary>
    /// <param name="subject">The one before.</param>
    /// <returns>The number; <see cref="int.MaxValue"/>: there is none.</returns>
    public int After(int subject)
    {
        foreach (var own in Subjects)
            if (own > subject) return own;
        return int.MaxValue;
    }

    private bool AreOf(PolicyProgram program, in PolicyCall call) =>
        ReferenceEquals(_set, program.Identity) && ReferenceEquals(_registration, call.Registration) && _tenant == call.Tenant && _agent == call.Agent;

    /// <summary>The subjects of most callers, beside what else is known of them.</summary>
    [InlineArray(Length)]
    private struct Few
    {
        public const int Length = 8;
        private int _first;
    }
}
