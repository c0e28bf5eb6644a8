using System.Diagnostics.CodeAnalysis;
using Aegis.Streams.Publishing;
using Google.Protobuf;

namespace Aegis.Streams.State;

/// <summary>Parses the Protobuf value of a table's record, framed or plain.</summary>
internal static class ContractMessage
{
    public static bool TryParse<TMessage>(
        MessageParser<TMessage> parser,
        ReadOnlySpan<byte> value,
        [NotNullWhen(true)] out TMessage? message,
        [NotNullWhen(false)] out FieldFault? fault)
        where TMessage : IMessage<TMessage>, new()
    {
        try
        {
            message = parser.ParseFrom(ProtobufFraming.Unframe(value));
            fault = null;
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            // The parser's own message may quote the bytes.
            message = default;
            fault = new FieldFault("value", $"is not a Protobuf message `{new TMessage().Descriptor.FullName}`");
            return false;
        }
    }
}
