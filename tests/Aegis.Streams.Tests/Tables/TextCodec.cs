using System.Diagnostics.CodeAnalysis;
using System.Text;
using Aegis.Streams.State;

namespace Aegis.Streams.Tests.Tables;

/// <summary>Rows of text; `bad` cannot be read.</summary>
internal sealed class TextCodec : ITableCodec<string>
{
    public bool TryDecode(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, [NotNullWhen(true)] out string? row, [NotNullWhen(false)] out FieldFault? fault)
    {
        var text = Encoding.UTF8.GetString(value);
        (row, fault) = text == "bad" ? (null, new FieldFault("text", "is bad")) : (text, (FieldFault?)null);
        return row is not null;
    }

    public FieldFault? Validate(string row) => null;

    public byte[] EncodeKey(string row) => Encoding.UTF8.GetBytes(row);

    public byte[] Encode(string row) => Encoding.UTF8.GetBytes(row);
}
