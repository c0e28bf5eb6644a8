using System.Diagnostics.CodeAnalysis;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.State;
using Google.Protobuf;

namespace Aegis.Streams.Lists;

/// <summary>Reads and writes the records of the table of lists: key `tenant/list`, value a `ListStatus`; key `tenant/list/manifest`, value a `ListClosing`.</summary>
public sealed class ListRowCodec : ITableCodec<ListRow>
{
    /// <inheritdoc/>
    public bool TryDecode(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, [NotNullWhen(true)] out ListRow? row, [NotNullWhen(false)] out FieldFault? fault)
    {
        row = null;
        if (key.Count((byte)'/') == 1)
        {
            if (!ContractMessage.TryParse(ListStatus.Parser, value, out var status, out fault)) return false;
            row = new ListRow(status.Heading?.Tenant ?? "", status.Heading?.List ?? "", status, null);
        }
        else
        {
            if (!ContractMessage.TryParse(ListClosing.Parser, value, out var closing, out fault)) return false;
            row = new ListRow(closing.Tenant, closing.List, null, closing);
        }

        fault = Validate(row) ?? (key.SequenceEqual(EncodeKey(row)) ? null : new FieldFault("key", "is not that of the list that the value names"));
        if (fault is not null) row = null;
        return row is not null;
    }

    /// <inheritdoc/>
    public FieldFault? Validate(ListRow row)
    {
        if (!ListKeys.IsName(row.Tenant)) return new FieldFault("tenant", ListKeys.NameRule);
        if (!ListKeys.IsName(row.List)) return new FieldFault("list", ListKeys.NameRule);
        if (row.Closing is { } closing)
            return closing.Envelope.IsEmpty == (closing.Code.Length == 0) ? new FieldFault("envelope", "must be there, or a code that says why it is not") : null;
        var status = row.Status!;
        if (status.State == ListState.Unspecified || !Enum.IsDefined(status.State)) return new FieldFault("state", "is required");
        if (status.StartedAt is null || status.UpdatedAt is null || status.Tally is null) return new FieldFault("status", "must have both times and a tally");
        return status.State == ListState.Sanitized && status.End?.Heading is null ? new FieldFault("end", "is required of a list that is sanitized") : null;
    }

    /// <inheritdoc/>
    public byte[] EncodeKey(ListRow row) => row.Closing is null ? ListKeys.OfList(row.Tenant, row.List) : ListKeys.OfManifest(row.Tenant, row.List);

    /// <inheritdoc/>
    public byte[] Encode(ListRow row) => row.Closing is { } closing ? closing.ToByteArray() : row.Status.ToByteArray();
}
