using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.State;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Aegis.Streams.Lists;

/// <summary>
/// Keeps the ledger of each list in the one task that owns its name: who submits it, which chunks are sanitized, whether that is all. What the ledger says
/// is published with every change, so that whoever submits or waits reads it from the table of lists.
/// </summary>
internal sealed class ListLedgers(ListRecords records)
{
    private const string KeyPrefix = "ledger/";

    /// <summary>Takes a list, or refuses it.</summary>
    /// <param name="start">Its beginning.</param>
    /// <param name="inputs">The policy that decides whether it can be sanitized.</param>
    /// <param name="state">The state of the task.</param>
    /// <param name="result">What is to be produced.</param>
    /// <returns>Why the record is set aside; <see langword="null"/>: it is not.</returns>
    public ListFault? Start(ListStart start, ListInputs inputs, KeyedState state, out ListResult result)
    {
        var heading = start.Heading;
        result = ListResult.Repeated;
        if (Find(heading.Tenant, heading.List, inputs, state) is { } known && known.Status.State != ListState.Refused)
        {
            if (known.Status.Heading.SubmissionId == heading.SubmissionId) return null;
            return new ListFault(ReasonCodes.ListNameTaken, "Another submission has this name; choose another one, or resume that submission.");
        }

        var refusal = ListProfile.Find(inputs.Policy, heading, start.Header.Memory, out _);
        var ledger = new ListLedger
        {
            Status = new ListStatus
            {
                Heading = heading,
                State = refusal is null ? ListState.Open : ListState.Refused,
                Code = refusal?.Code ?? "",
                Message = refusal?.Message ?? "",
                StartedAt = Timestamp.FromDateTimeOffset(inputs.Now),
                Tally = new ListTally(),
            },
        };
        for (var partition = 0; partition < inputs.PartitionCount; partition++) ledger.Next.Add(ListKeys.Next(heading.Tenant, heading.List, -1, partition, inputs.PartitionCount));
        result = new ListResult(Write(ledger, inputs, state));
        return null;
    }

    /// <summary>Notes how a list ends.</summary>
    /// <param name="end">The end.</param>
    /// <param name="inputs">The time.</param>
    /// <param name="state">The state of the task.</param>
    /// <param name="result">What is to be produced.</param>
    /// <returns>Why the record is set aside; <see langword="null"/>: it is not.</returns>
    public ListFault? End(ListEnd end, ListInputs inputs, KeyedState state, out ListResult result)
    {
        result = ListResult.Repeated;
        if (FindOpen(end.Heading.Tenant, end.Heading.List, end.Heading.SubmissionId, inputs, state, out var ledger) is { } fault) return fault;
        if (ledger.Status.End is { } earlier)
            return earlier.Equals(end) ? null : new ListFault(ReasonCodes.ListEndDiffers, "The list ended before, with other chunks or another digest.");
        if (end.Chunks < ledger.Next.Max(next => LastBefore(next, ledger.Status.Heading, inputs)) + 1)
            return new ListFault(ReasonCodes.ListEndDiffers, "The list ends before a chunk that was sanitized already.");
        ledger.Status.End = end;
        result = new ListResult(Write(ledger, inputs, state));
        return null;
    }

    /// <summary>Notes that a chunk was sanitized.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="inputs">The time.</param>
    /// <param name="state">The state of the task.</param>
    /// <param name="result">What is to be produced.</param>
    /// <returns>Why the record is set aside; <see langword="null"/>: it is not.</returns>
    public ListFault? Take(ListReceipt receipt, ListInputs inputs, KeyedState state, out ListResult result)
    {
        result = ListResult.Repeated;
        if (FindOpen(receipt.Tenant, receipt.List, receipt.SubmissionId, inputs, state, out var ledger) is { } fault) return fault;
        var source = ListKeys.PartitionOf(receipt.Tenant, receipt.List, receipt.Chunk, inputs.PartitionCount);
        if (receipt.Chunk != ledger.Next[source] || receipt.Chunk >= (ledger.Status.End?.Chunks ?? long.MaxValue))
            return new ListFault(ReasonCodes.ListOutOfOrder, $"The receipt of chunk {receipt.Chunk} is not the one that the list waits for.");
        ledger.Next[source] = ListKeys.Next(receipt.Tenant, receipt.List, receipt.Chunk, source, inputs.PartitionCount);
        ledger.Status.Chunks++;
        ListTallies.Add(ledger.Status.Tally, receipt.Tally);
        result = new ListResult(Write(ledger, inputs, state));
        return null;
    }

    private static byte[] KeyOf(string tenant, string list) => [.. System.Text.Encoding.UTF8.GetBytes(KeyPrefix), .. ListKeys.OfList(tenant, list)];

    private static ListLedger? Find(string tenant, string list, ListInputs inputs, KeyedState state) =>
        state.TryGet(KeyOf(tenant, list), inputs.Now, out var value) ? ListLedger.Parser.ParseFrom(value) : null;

    private static ListFault? FindOpen(string tenant, string list, string submissionId, ListInputs inputs, KeyedState state, out ListLedger ledger)
    {
        ledger = Find(tenant, list, inputs, state) ?? new ListLedger();
        if (ledger.Status is null || ledger.Status.State == ListState.Refused) return new ListFault(ReasonCodes.ListUnknown, "No list of this name was begun, or it was refused.");
        return ledger.Status.Heading.SubmissionId == submissionId ? null : new ListFault(ReasonCodes.ListNameTaken, "Another submission has this name.");
    }

    /// <summary>Finds the last chunk that a partition's receipts have brought; -1: none.</summary>
    private static long LastBefore(long next, ListHeading heading, ListInputs inputs)
    {
        var partition = ListKeys.PartitionOf(heading.Tenant, heading.List, next, inputs.PartitionCount);
        var number = next - 1;
        while (number >= 0 && ListKeys.PartitionOf(heading.Tenant, heading.List, number, inputs.PartitionCount) != partition) number--;
        return number;
    }

    private List<OutboundRecord> Write(ListLedger ledger, ListInputs inputs, KeyedState state)
    {
        var status = ledger.Status;
        status.NextChunk = ledger.Next.Min();
        status.UpdatedAt = Timestamp.FromDateTimeOffset(inputs.Now);
        if (status.End is { } end && status.State == ListState.Open && status.Chunks == end.Chunks) status.State = ListState.Sanitized;
        state.Put(KeyOf(status.Heading.Tenant, status.Heading.List), ledger.ToByteArray(), inputs.Now + ListRecords.Remembered);
        return [records.OfStatus(status)];
    }
}
