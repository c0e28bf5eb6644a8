using Aegis.Streams.Audit;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.Lists;

/// <summary>
/// The way of a list. Its chunks are sanitized by whichever tasks own their keys; each of them gives the owner of the list's name a receipt in the same
/// transaction, and the owner knows by its ledger when that is all. Pure: the same record, inputs and state give the same records, byte for byte. Every chunk
/// goes out once: a repeat is known by its number, since the chunks of a partition come in order.
/// </summary>
/// <remarks>One pipeline serves one thread.</remarks>
/// <param name="options">The settings.</param>
/// <param name="key">The keys of commitments and hashes follow from it.</param>
public sealed class ListPipeline(PipelineOptions options, CommitmentKey key)
{
    private const int MostExpired = 8;

    private readonly ListLedgers _ledgers = new(new ListRecords(options.Topics));
    private readonly ListChunks _chunks = new(new ListRecords(options.Topics), new ChunkSanitizer(key));
    private readonly QuarantineWriter _quarantine = new(options, key);

    /// <summary>Processes a record of a list, or a receipt.</summary>
    /// <param name="record">The record.</param>
    /// <param name="inputs">What it depends on besides the record and the state.</param>
    /// <param name="state">The state of the task.</param>
    /// <returns>What became of it.</returns>
    public ListResult Process(SourceRecord record, ListInputs inputs, KeyedState state)
    {
        state.Expire(inputs.Now, int.MaxValue, MostExpired);
        return record.Topic == options.Topics.ListReceipts ? ProcessReceipt(record, inputs, state) : ProcessInput(record, inputs, state);
    }

    /// <summary>Gives up on a record that made its transaction fail again and again. Of a chunk, every row is set aside, and the list goes on.</summary>
    /// <param name="record">The record.</param>
    /// <param name="fault">What it failed with last; only its type is written down.</param>
    /// <param name="inputs">What it depends on besides the record and the state.</param>
    /// <param name="state">The state of the task.</param>
    /// <param name="omitContent">Whether the dead letter leaves out what the input holds.</param>
    /// <returns>The dead letter and its audit entry, and of a chunk its receipt.</returns>
    /// <exception cref="InvalidOperationException">The record is a receipt: without it its list could never be closed, so the instance must stop and not go on.</exception>
    public ListResult SetAside(SourceRecord record, Exception fault, ListInputs inputs, KeyedState state, bool omitContent = false)
    {
        if (record.Topic == options.Topics.ListReceipts) throw new InvalidOperationException("A receipt of a list failed its transaction again and again; no list can be closed without its receipts.", fault);
        var why = new ListFault(ReasonCodes.PoisonRecord, $"The record failed its transaction again and again, last with {fault.GetType().Name}.");
        var letter = _quarantine.OfRecord(record, why, inputs.Now, omitContent);
        if (ListInputReader.Read(record, out ListInput input) is not null || input.BodyCase != ListInput.BodyOneofCase.Chunk) return letter;
        if (ListChunks.Check(input.Chunk, inputs, state, out var isRepeat) is not null || isRepeat) return letter;
        var given = _chunks.GiveUp(input.Chunk, why, inputs, state);
        return letter with { Records = [.. given.Records, .. letter.Records], Tally = given.Tally };
    }

    private ListResult ProcessReceipt(SourceRecord record, ListInputs inputs, KeyedState state)
    {
        if (ListInputReader.Read(record, out ListReceipt receipt) is { } invalid) return SetAside(record, invalid, inputs);
        return _ledgers.Take(receipt, inputs, state, out var result) is { } fault ? _quarantine.OfRecord(record, fault, inputs.Now) : result;
    }

    private ListResult ProcessInput(SourceRecord record, ListInputs inputs, KeyedState state)
    {
        if (ListInputReader.Read(record, out ListInput input) is { } invalid) return SetAside(record, invalid, inputs);
        if (Murmur2.Partition(record.Key, inputs.PartitionCount) != inputs.Partition)
            return _quarantine.OfRecord(record, new ListFault(ReasonCodes.ListMisrouted, "The record is not in the partition that murmur2 of its key names."), inputs.Now);
        if (input.BodyCase == ListInput.BodyOneofCase.Chunk) return ProcessChunk(record, input.Chunk, inputs, state);
        var fault = input.BodyCase == ListInput.BodyOneofCase.Start
            ? _ledgers.Start(input.Start, inputs, state, out var result)
            : _ledgers.End(input.End, inputs, state, out result);
        return fault is null ? result : _quarantine.OfRecord(record, fault, inputs.Now);
    }

    private ListResult ProcessChunk(SourceRecord record, ListChunk chunk, ListInputs inputs, KeyedState state)
    {
        if (ListChunks.Check(chunk, inputs, state, out var isRepeat) is { } fault) return _quarantine.OfRecord(record, fault, inputs.Now);
        if (isRepeat) return ListResult.Repeated;
        var sanitized = _chunks.Sanitize(chunk, inputs, state);
        var records = new List<OutboundRecord>(sanitized.Records);
        foreach (var rows in sanitized.Quarantined) records.AddRange(_quarantine.OfRows(record, chunk.Heading.Tenant, rows, inputs.Now));
        return new ListResult(records) { Tally = sanitized.Tally, DeadLetterCodes = [.. sanitized.Quarantined.Select(rows => rows.Fault.Code)], Fault = sanitized.Fault };
    }

    private ListResult SetAside(SourceRecord record, FieldFault fault, ListInputs inputs) =>
        _quarantine.OfRecord(record, new ListFault(ReasonCodes.ListInvalid, fault.ToString()), inputs.Now);
}
