using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Intents;

/// <summary>A tool call that an agent means to make; the envelope is valid, the parameters need not be. Contract: `ToolCallIntent`.</summary>
public sealed record Intent
{
    /// <summary>Gets the caller's id, unique for tenant and agent.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Gets the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the credential; <see langword="null"/>: none presented. Never logged.</summary>
    public string? Credential { get; init; }

    /// <summary>Gets the tool.</summary>
    public required string Tool { get; init; }

    /// <summary>Gets the action.</summary>
    public required string Action { get; init; }

    /// <summary>Gets whether the call reads or writes.</summary>
    public CallClass CallClass { get; init; }

    /// <summary>Gets the parameters as sent: JSON text in UTF-8, not yet known to be valid.</summary>
    public ReadOnlyMemory<byte> Parameters { get; init; }

    /// <summary>Gets where the call would go; <see langword="null"/>: the tool decides.</summary>
    public string? EgressTarget { get; init; }

    /// <summary>Gets the W3C trace context; <see langword="null"/>: none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Gets the W3C trace state; <see langword="null"/>: none.</summary>
    public string? TraceState { get; init; }

    /// <summary>Gets when the caller made the intent, by its own clock; <see langword="null"/>: it did not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets the instant after which an answer is of no use; <see langword="null"/>: never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Gets the topic that also gets the decision; <see langword="null"/>: none.</summary>
    public string? ReplyTopic { get; init; }

    /// <summary>Gets the number of the try, 0 to 1,000.</summary>
    public int Attempt { get; init; }

    /// <summary>Gets the override token; <see langword="null"/>: none. Never logged.</summary>
    public string? OverrideToken { get; init; }

    /// <summary>Gets the encoding of the intent, which its reply copy shares.</summary>
    public WireFormat Format { get; init; }

    /// <summary>Gets what the publisher wants to find again on the answer, at most 64 bytes; <see langword="null"/>: nothing.</summary>
    public byte[]? CorrelationId { get; init; }

    /// <summary>Gets the key under which everything of this agent is kept: `tenant/agent`.</summary>
    public string Key => $"{Tenant}/{Agent}";

    /// <summary>Returns tenant, agent and id: never parameters, credential or token.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => $"intent {Id} of {Tenant}/{Agent}";
}
