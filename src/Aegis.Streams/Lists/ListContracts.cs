using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.State;
using Google.Protobuf;

namespace Aegis.Streams.Lists;

/// <summary>Reads what was committed of lists. What is not of the contract is <see langword="null"/>: it was set aside when it came.</summary>
public static class ListContracts
{
    private static readonly MessageParser<ListOutput> Outputs = ListOutput.Parser.WithDiscardUnknownFields(true);

    /// <summary>Reads a chunk that came in.</summary>
    /// <param name="record">The record.</param>
    public static ListChunk? ReadChunk(SourceRecord record) =>
        ListInputReader.Read(record, out ListInput input) is null && input.BodyCase == ListInput.BodyOneofCase.Chunk ? input.Chunk : null;

    /// <summary>Reads a chunk that went out.</summary>
    /// <param name="record">The record.</param>
    public static ListOutput? ReadOutput(SourceRecord record) =>
        ContractMessage.TryParse(Outputs, record.Value, out var output, out _) && output.Tally is not null ? output : null;
}
