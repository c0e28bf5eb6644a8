namespace Aegis.Streams.Publishing;

/// <summary>Why an input is a dead letter.</summary>
/// <param name="Stage">The stage that gave up, such as `intents`.</param>
/// <param name="ErrorCode">Stable code of the fault, one of <see cref="Outcome.ReasonCodes"/>.</param>
/// <param name="ErrorMessage">The fault in one sentence, never with a value.</param>
/// <param name="EntryId">Its audit entry.</param>
/// <param name="ContentOmitted">Whether key, value and headers of the input are left out: the broker does not take the dead letter with them.</param>
public sealed record DeadLetter(string Stage, string ErrorCode, string ErrorMessage, string EntryId, bool ContentOmitted = false)
{
    /// <summary>Gets the number of the line of a list that the first of its rows starts on, from 1; <see langword="null"/>: these are no rows.</summary>
    public long? SourceLine { get; init; }
}
