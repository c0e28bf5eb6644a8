namespace Aegis.Streams.Cli.Bench;

/// <summary>Whether every intent of a measure got its answer.</summary>
/// <param name="Missing">Intents without an answer.</param>
/// <param name="Repeated">Answers beyond the first one of an intent.</param>
/// <param name="Wrong">Answers that are not what the load says they must be, or that cannot be read.</param>
/// <param name="AuditMissing">Audit entries fewer, or more if negative, than intents; 0 where they are not counted.</param>
internal sealed record AnswerCheck(long Missing, long Repeated, long Wrong, long AuditMissing)
{
    public bool IsComplete => this is { Missing: 0, Repeated: 0, Wrong: 0, AuditMissing: 0 };

    public override string ToString() => IsComplete
        ? "every intent has its answer"
        : $"{Missing} intents without an answer, {Repeated} answered again, {Wrong} answered wrongly, {AuditMissing} audit entries missing";
}
