using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.State;
using Google.Protobuf;

namespace Aegis.Streams.Lists;

/// <summary>Reads the records of the topics of lists, and checks them against the bounds of the contract. Never throws on bad bytes.</summary>
internal static class ListInputReader
{
    // What the contract does not know is not carried on: nobody looked at it.
    private static readonly MessageParser<ListInput> Inputs = ListInput.Parser.WithDiscardUnknownFields(true);
    private static readonly MessageParser<ListReceipt> Receipts = ListReceipt.Parser.WithDiscardUnknownFields(true);

    private const int SubmissionIdLength = 32;
    private const int Sha256Length = 32;
    private const int LongestColumnName = 256;

    /// <summary>Reads a record of a list.</summary>
    /// <param name="record">The record.</param>
    /// <param name="input">What it says.</param>
    /// <returns>What is wrong; <see langword="null"/>: nothing.</returns>
    public static FieldFault? Read(SourceRecord record, out ListInput input)
    {
        if (!ContractMessage.TryParse(Inputs, record.Value, out var message, out var fault))
        {
            input = new ListInput();
            return fault;
        }

        input = message;
        return input.BodyCase switch
        {
            ListInput.BodyOneofCase.Start => CheckHeader(input.Start.Header) ?? CheckKeyed(record, input.Start.Heading),
            ListInput.BodyOneofCase.Chunk => Check(record, input.Chunk),
            ListInput.BodyOneofCase.End => Check(record, input.End),
            _ => new FieldFault("body", "must be a start, a chunk or an end"),
        };
    }

    /// <summary>Reads a receipt.</summary>
    /// <param name="record">The record.</param>
    /// <param name="receipt">What it says.</param>
    /// <returns>What is wrong; <see langword="null"/>: nothing.</returns>
    public static FieldFault? Read(SourceRecord record, out ListReceipt receipt)
    {
        if (!ContractMessage.TryParse(Receipts, record.Value, out var message, out var fault))
        {
            receipt = new ListReceipt();
            return fault;
        }

        receipt = message;
        if (!ListKeys.IsName(receipt.Tenant)) return new FieldFault("tenant", ListKeys.NameRule);
        if (!ListKeys.IsName(receipt.List)) return new FieldFault("list", ListKeys.NameRule);
        if (receipt.Tally is null) return new FieldFault("tally", "is required");
        return receipt.Chunk < 0 ? new FieldFault("chunk", "must be 0 and up") : CheckKey(record, ListKeys.OfList(receipt.Tenant, receipt.List));
    }

    private static FieldFault? Check(SourceRecord record, ListChunk chunk)
    {
        if (Check(chunk.Heading) is { } fault) return fault;
        if (chunk.Number is < 0 or long.MaxValue) return new FieldFault("number", "must be 0 and up");
        if (chunk.FirstLine < 1) return new FieldFault("first_line", "must be 1 and up");
        if (chunk.Kind == ListChunkKind.Unspecified || !Enum.IsDefined(chunk.Kind)) return new FieldFault("kind", "is required");
        if (CheckHeader(chunk.Header) is { } headerFault) return headerFault;
        if (chunk.Content.Length is 0 or > ListLimits.MostChunkBytes) return new FieldFault("content", $"must have 1 to {ListLimits.MostChunkBytes} bytes");
        return ListHead.FaultOf(chunk) is { } headFault
            ? new FieldFault("kind", headFault)
            : CheckKey(record, ListKeys.OfChunk(chunk.Heading.Tenant, chunk.Heading.List, chunk.Number));
    }

    private static FieldFault? Check(SourceRecord record, ListEnd end)
    {
        if (end.Chunks < 0) return new FieldFault("chunks", "must be 0 and up");
        if (end.Bytes < 0) return new FieldFault("bytes", "must be 0 and up");
        return end.Sha256.Length == Sha256Length ? CheckKeyed(record, end.Heading) : new FieldFault("sha256", "must have 32 bytes");
    }

    private static FieldFault? CheckHeader(ByteString header) =>
        header.Length > ListLimits.MostHeaderBytes ? new FieldFault("header", $"must have at most {ListLimits.MostHeaderBytes} bytes") : null;

    private static FieldFault? CheckKeyed(SourceRecord record, ListHeading? heading) =>
        Check(heading) ?? CheckKey(record, ListKeys.OfList(heading!.Tenant, heading.List));

    private static FieldFault? Check(ListHeading? heading)
    {
        if (heading is null) return new FieldFault("heading", "is required");
        if (heading.CalculateSize() > ListLimits.MostHeaderBytes) return new FieldFault("heading", $"must have at most {ListLimits.MostHeaderBytes} bytes");
        if (!ListKeys.IsName(heading.Tenant)) return new FieldFault("heading.tenant", ListKeys.NameRule);
        if (!ListKeys.IsName(heading.List)) return new FieldFault("heading.list", ListKeys.NameRule);
        if (heading.SubmissionId.Length != SubmissionIdLength || !heading.SubmissionId.All(char.IsAsciiHexDigitLower)) return new FieldFault("heading.submission_id", "must be 32 lower-case hex digits");
        if (!ListKeys.IsName(heading.Profile)) return new FieldFault("heading.profile", ListKeys.NameRule);
        if (heading.Format is not (ListFormat.Csv or ListFormat.JsonLines)) return new FieldFault("heading.format", "must be CSV or JSON_LINES");
        if (heading.Format == ListFormat.Csv && heading.Delimiter is not ("," or ";" or "|" or "\t")) return new FieldFault("heading.delimiter", "must be a comma, a semicolon, a bar or a tab");
        if (heading.Format == ListFormat.JsonLines && (heading.HasHeader || heading.PreambleBytes != 0 || heading.Columns.Count > 0)) return new FieldFault("heading.format", "JSON_LINES has no header, nothing before it and no columns");
        if (heading.PreambleBytes is < 0 or > ListLimits.MostHeaderBytes) return new FieldFault("heading.preamble_bytes", $"must be 0 to {ListLimits.MostHeaderBytes}");
        if (heading.Cells is < 0 or > ListLimits.MostCells) return new FieldFault("heading.cells", $"must be 0 to {ListLimits.MostCells}");
        if (heading.Year is < 1900 or > 9999) return new FieldFault("heading.year", "must be a year from 1900 to 9999");
        return heading.Columns.Count > ListLimits.MostColumns || heading.Columns.Any(column => column.Place is < 0 or >= ListLimits.MostCells || column.Name.Length > LongestColumnName)
            ? new FieldFault("heading.columns", $"must be at most {ListLimits.MostColumns} columns, places from 0 and names of at most {LongestColumnName} characters")
            : null;
    }

    /// <summary>Checks that a record lies under the key of what it speaks of: the key says which task it belongs to.</summary>
    private static FieldFault? CheckKey(SourceRecord record, byte[] key) =>
        record.Key.AsSpan().SequenceEqual(key) ? null : new FieldFault("key", "is not that of the list or chunk that the value names");
}
