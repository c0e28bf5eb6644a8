namespace Aegis.Streams.Intents;

/// <summary>
/// Accepts only JSON that every reader understands alike (RFC 8259, narrowed as in RFC 7493): one object, no name twice in an object
/// however it is escaped, whole UTF-8 and UTF-16, bounded depth and numbers, nothing after it. What policy reads is then what the tool reads.
/// </summary>
public static class StrictJson
{
    /// <summary>Checks a text. Whoever needs its values too, or checks many, reads it with a <see cref="ParameterTable"/> of its own.</summary>
    /// <param name="utf8">The text; unlike for the table, an empty one is a fault.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="root">What to call the object in paths, such as `parameters`.</param>
    /// <returns>The first fault; <see langword="null"/>: there is none.</returns>
    public static IntentFault? Validate(ReadOnlyMemory<byte> utf8, IntentLimits limits, string root) =>
        new ParameterTable().ReadText(utf8, limits, root);
}
