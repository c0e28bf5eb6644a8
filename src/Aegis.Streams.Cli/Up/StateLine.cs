using System.Globalization;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Runtime;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Up;

/// <summary>Says in which state an instance is: a line at each change, and how far it has come while it reads tables and state back. Thread-safe.</summary>
/// <param name="talk">The talk, where lines are text.</param>
/// <param name="logger">The log, where they are not; <see langword="null"/>: they are text.</param>
internal sealed class StateLine(Talk talk, ILogger? logger)
{
    private const int PercentStep = 10;
    private readonly Lock _lock = new();
    private int _shownPercent;
    private string? _shownRevision = "";

    /// <summary>Spells a state as the field does.</summary>
    /// <param name="state">The state.</param>
    /// <returns>Such as `PENDING_SHUTDOWN`.</returns>
    public static string NameOf(StreamsState state) => state switch
    {
        StreamsState.Created => "CREATED",
        StreamsState.Restoring => "RESTORING",
        StreamsState.Running => "RUNNING",
        StreamsState.PendingShutdown => "PENDING_SHUTDOWN",
        StreamsState.NotRunning => "NOT_RUNNING",
        _ => "ERROR",
    };

    /// <summary>Says a new state.</summary>
    /// <param name="state">The state.</param>
    public void Changed(StreamsState state)
    {
        lock (_lock)
        {
            _shownPercent = 0;
            talk.Status(null);
            Say(NameOf(state), state switch { StreamsState.Running => Ink.Green, StreamsState.Error => Ink.Red, _ => Ink.Bold });
        }
    }

    /// <summary>Says how far it has come; on a terminal in place, elsewhere at each tenth.</summary>
    /// <param name="engine">What runs the instance.</param>
    public void Report(IDecisionEngine engine)
    {
        lock (_lock)
        {
            if (engine.State != StreamsState.Restoring) return;
            var percent = (int)(engine.Progress * 100);
            var text = string.Create(CultureInfo.InvariantCulture, $"RESTORING {percent} %");
            if (logger is null && talk.IsTerminal) talk.Status(text);
            if ((logger is null && talk.IsTerminal) || percent < _shownPercent + PercentStep) return;
            _shownPercent = percent;
            Say(text, Ink.Bold);
        }
    }

    /// <summary>Says which policy set decides, whenever that changes; where none does, or one without rules, that the instance is not ready.</summary>
    /// <param name="engine">What runs the instance.</param>
    public void ReportPolicy(IDecisionEngine engine)
    {
        lock (_lock)
        {
            var policy = engine.Policy;
            var revision = policy?.Revision;
            if (engine.State != StreamsState.Running || revision == _shownRevision) return;
            _shownRevision = revision;
            if (revision is null) SayPolicyMissing();
            else if (policy is { IsEmpty: true }) SayPolicyEmpty(revision);
            else if (logger is null) talk.Note($"policy revision {revision} decides", Ink.Green);
            else logger.PolicyInUse(revision);
        }
    }

    private void SayPolicyMissing()
    {
        if (logger is null) talk.Warn("NOT_READY: no policy is active, so every intent is denied; publish one with `aegis policy publish`");
        else logger.PolicyMissing();
    }

    private void SayPolicyEmpty(string revision)
    {
        if (logger is null) talk.Warn($"NOT_READY: policy revision {revision} has no rules, so every intent is denied; publish one that has, or go back with `aegis policy rollback previous`");
        else logger.PolicyEmpty(revision);
    }

    private void Say(string text, Ink ink)
    {
        if (logger is null) talk.Note(text, ink);
        else logger.InstanceState(text);
    }
}
