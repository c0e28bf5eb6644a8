using System.Text;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Cli.Submit;

/// <summary>One line of a file of intents, as it is published.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Value">Its bytes, without the line's end.</param>
/// <param name="Intent">What it says; <see langword="null"/>: it cannot be read.</param>
/// <param name="Fault">Why it cannot be read; <see langword="null"/>: it can.</param>
internal sealed record IntentLine(long Number, byte[] Value, Intent? Intent, IntentFault? Fault)
{
    /// <summary>Gets the record's key. What cannot be read has none: it will be a dead letter wherever it goes.</summary>
    public byte[]? Key => Intent is null ? null : Encoding.UTF8.GetBytes(Intent.Key);
}
