using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Lists;

/// <summary>What became of a record of a list.</summary>
/// <param name="Records">What is to be produced in the transaction of the record.</param>
public sealed record ListResult(IReadOnlyList<OutboundRecord> Records)
{
    /// <summary>Gets a record that changed nothing: a repeat of one that was dealt with before.</summary>
    public static ListResult Repeated { get; } = new([]) { IsRepeat = true };

    /// <summary>Gets a value indicating whether the record repeats one that was dealt with before.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>Gets why the record, or rows of it, were set aside; empty: nothing was.</summary>
    public IReadOnlyList<string> DeadLetterCodes { get; init; } = [];

    /// <summary>Gets what became of the rows of a chunk; <see langword="null"/>: it was none, or a repeat.</summary>
    public ListTally? Tally { get; init; }

    /// <summary>Gets the exception of the sanitizer, for logs; <see langword="null"/>: none.</summary>
    public Exception? Fault { get; init; }
}
