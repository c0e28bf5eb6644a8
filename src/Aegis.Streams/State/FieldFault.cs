namespace Aegis.Streams.State;

/// <summary>Why a record of a global table, or a line to be loaded into one, cannot be used.</summary>
/// <param name="Field">The field at fault in the contract's spelling, `key`, or `value` for the whole.</param>
/// <param name="Message">What is wrong with it and what it should be; never the value itself.</param>
public sealed record FieldFault(string Field, string Message)
{
    /// <summary>Returns field and message.</summary>
    /// <returns>A text for logs and reject files.</returns>
    public override string ToString() => $"{Field}: {Message}";
}
