using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.State;
using Google.Protobuf;

namespace Aegis.Streams.Lists;

/// <summary>Sanitizes the chunks that a task owns, each once and in order.</summary>
internal sealed class ListChunks(ListRecords records, ChunkSanitizer sanitizer)
{
    private const string KeyPrefix = "list/";

    /// <summary>Finds out whether a chunk is the one that must come.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="inputs">The partition of the task.</param>
    /// <param name="state">The state of the task.</param>
    /// <param name="isRepeat">Whether it was dealt with before.</param>
    /// <returns>Why it is set aside; <see langword="null"/>: it is not.</returns>
    public static ListFault? Check(ListChunk chunk, ListInputs inputs, KeyedState state, out bool isRepeat)
    {
        isRepeat = false;
        var heading = chunk.Heading;
        long next;
        if (state.TryGet(KeyOf(heading), inputs.Now, out var value))
        {
            var position = ListPosition.Parser.ParseFrom(value);
            if (position.SubmissionId != heading.SubmissionId) return new ListFault(ReasonCodes.ListNameTaken, "Another submission has this name.");
            next = position.Next;
        }
        else
        {
            next = ListKeys.Next(heading.Tenant, heading.List, -1, inputs.Partition, inputs.PartitionCount);
        }

        isRepeat = chunk.Number < next;
        return chunk.Number > next ? new ListFault(ReasonCodes.ListOutOfOrder, $"Chunk {chunk.Number} came where {next} must come; resume the list.") : null;
    }

    /// <summary>Sanitizes a chunk.</summary>
    /// <param name="chunk">The chunk, the one that must come.</param>
    /// <param name="inputs">The policy by which it is.</param>
    /// <param name="state">The state of the task, which moves on.</param>
    /// <returns>The sanitized rows with the receipt for the list's owner, and what was set aside.</returns>
    public SanitizedChunk Sanitize(ListChunk chunk, ListInputs inputs, KeyedState state) => Conclude(chunk, sanitizer.Sanitize(chunk, inputs.Policy), inputs, state);

    /// <summary>Gives a chunk up: none of its rows goes out.</summary>
    /// <param name="chunk">The chunk, the one that must come.</param>
    /// <param name="why">Why.</param>
    /// <param name="inputs">The policy by which it would have been sanitized.</param>
    /// <param name="state">The state of the task, which moves on.</param>
    /// <returns>The receipt for the list's owner.</returns>
    public SanitizedChunk GiveUp(ListChunk chunk, ListFault why, ListInputs inputs, KeyedState state) => Conclude(chunk, ChunkSanitizer.SetAside(chunk, why), inputs, state);

    private static byte[] KeyOf(ListHeading heading) => [.. Encoding.UTF8.GetBytes(KeyPrefix), .. ListKeys.OfList(heading.Tenant, heading.List)];

    private SanitizedChunk Conclude(ListChunk chunk, SanitizedRows rows, ListInputs inputs, KeyedState state)
    {
        var heading = chunk.Heading;
        var output = new ListOutput
        {
            Tenant = heading.Tenant,
            List = heading.List,
            SubmissionId = heading.SubmissionId,
            Chunk = chunk.Number,
            Content = UnsafeByteOperations.UnsafeWrap(rows.Content),
            InputSha256 = UnsafeByteOperations.UnsafeWrap(SHA256.HashData(chunk.Content.Span)),
            Tally = rows.Tally,
            PolicyRevision = (inputs.Policy ?? PolicySnapshot.Empty).Revision,
        };
        var receipt = new ListReceipt { Tenant = heading.Tenant, List = heading.List, SubmissionId = heading.SubmissionId, Chunk = chunk.Number, Tally = rows.Tally };
        var position = new ListPosition
        {
            SubmissionId = heading.SubmissionId,
            Next = ListKeys.Next(heading.Tenant, heading.List, chunk.Number, inputs.Partition, inputs.PartitionCount),
        };
        state.Put(KeyOf(heading), position.ToByteArray(), inputs.Now + ListRecords.Remembered);
        return new SanitizedChunk([records.OfOutput(output), records.OfReceipt(receipt)], rows.Tally, rows.Quarantined) { Fault = rows.Fault };
    }
}
