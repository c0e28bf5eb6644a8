using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Google.Protobuf;
using Contract = Aegis.Streams.Protocol.V1;
using WireFormat = Aegis.Streams.Pipeline.WireFormat;

namespace Aegis.Streams.Intents;

/// <summary>Reads intents from records, in Protobuf (plain or framed) or JSON. Thread-safe; never throws on bad input.</summary>
/// <param name="limits">The bounds of what is read.</param>
public sealed class IntentReader(IntentLimits limits)
{
    private const string ParametersField = "parameters";

    /// <summary>Gets the bounds of what is read.</summary>
    public IntentLimits Limits => limits;

    /// <summary>Reads a record's envelope. Its parameters stay as they are: <see cref="ReadParameters"/>.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The intent, or why there is none.</returns>
    public IntentReading Read(SourceRecord record)
    {
        if (record.Value is not { Length: > 0 } value) return new IntentFault(ReasonCodes.EmptyRecord, null, "The record has no value.");
        if (value.Length > limits.MaxRecordBytes)
            return new IntentFault(ReasonCodes.TooLarge, null, $"The record's value is larger than {limits.MaxRecordBytes} bytes.");
        if (MediaType.FormatOf(record.FindHeader(RecordHeaderNames.ContentType), value) is not { } format)
        {
            const string message = $"The content type must be {ContentTypes.Json} or {ContentTypes.Protobuf}.";
            return new IntentFault(ReasonCodes.UnknownContentType, null, message);
        }

        var fault = format == WireFormat.Json ? JsonEnvelope.TryRead(value, out var contract) : TryReadProtobuf(value, out contract);
        return fault ?? EnvelopeCheck.ToIntent(contract, record, format);
    }

    /// <summary>Reads the envelope of a call that came as a message. Its parameters stay as they are: <see cref="ReadParameters"/>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="record">The call in the shape of a record; only its headers are read.</param>
    /// <param name="format">The encoding in which a reply copy is to be written.</param>
    /// <returns>The intent, or why there is none.</returns>
    public IntentReading Read(Contract.ToolCallIntent message, SourceRecord record, WireFormat format) => message.CalculateSize() > limits.MaxRecordBytes
        ? new IntentFault(ReasonCodes.TooLarge, null, $"The intent is larger than {limits.MaxRecordBytes} bytes.")
        : EnvelopeCheck.ToIntent(message, record, format);

    /// <summary>Reads an intent's parameters.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="table">Takes them.</param>
    /// <returns>The first fault, for which the intent is denied; <see langword="null"/>: they are one strict JSON object, or absent.</returns>
    public IntentFault? ReadParameters(Intent intent, ParameterTable table) => intent.Parameters.Length > limits.MaxParameterBytes
        ? new IntentFault(ReasonCodes.TooLarge, ParametersField, $"The parameters are larger than {limits.MaxParameterBytes} bytes.")
        : table.Read(intent.Parameters, limits, ParametersField);

    private static IntentFault? TryReadProtobuf(byte[] value, out Contract.ToolCallIntent message)
    {
        message = new Contract.ToolCallIntent();
        try
        {
            message.MergeFrom(ProtobufFraming.Unframe(value));
            return null;
        }
        catch (InvalidProtocolBufferException)
        {
            // The parser's own message may quote the bytes.
            return new IntentFault(ReasonCodes.InvalidProtobuf, null, "The value is not a Protobuf message aegis.v1.ToolCallIntent.");
        }
    }
}
