namespace Aegis.Streams.Client;

/// <summary>Codes of faults that the client itself finds (README.md); every other code is the facade's.</summary>
public static class ClientCodes
{
    /// <summary>No facade could be reached, or the connection broke before the answer.</summary>
    public const string Unavailable = "client.unavailable";

    /// <summary>The deadline passed before the answer.</summary>
    public const string DeadlineExceeded = "client.deadline_exceeded";

    /// <summary>The caller gave up.</summary>
    public const string Cancelled = "client.cancelled";

    /// <summary>Something refused the call that is no facade, or one that does not say why.</summary>
    public const string Refused = "client.refused";

    /// <summary>An answer came that cannot be believed: to another question, of an unknown outcome, or incomplete.</summary>
    public const string InvalidAnswer = "client.invalid_answer";

    /// <summary>The client failed; the message names the kind of exception.</summary>
    public const string Failed = "client.failed";
}
