using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.Intents;

/// <summary>What became of reading a record: an intent, or the fault for which the record goes to the dead letter topic.</summary>
public sealed class IntentReading
{
    private IntentReading(Intent? intent, IntentFault? fault)
    {
        Intent = intent;
        Fault = fault;
    }

    /// <summary>Gets the intent; <see langword="null"/>: the envelope could not be read.</summary>
    public Intent? Intent { get; }

    /// <summary>Gets why the envelope could not be read; <see langword="null"/>: it could.</summary>
    public IntentFault? Fault { get; }

    /// <summary>Gets a value indicating whether there is an intent.</summary>
    [MemberNotNullWhen(true, nameof(Intent))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsReadable => Intent is not null;

    /// <summary>Wraps an intent.</summary>
    /// <param name="intent">The intent.</param>
    /// <returns>The reading.</returns>
    public static implicit operator IntentReading(Intent intent) => new(intent, null);

    /// <summary>Wraps a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>The reading.</returns>
    public static implicit operator IntentReading(IntentFault fault) => new(null, fault);
}
