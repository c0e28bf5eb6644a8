namespace Aegis.Streams.Client;

/// <summary>The right to run one call. Only an answer of the facade makes one, so whoever holds it was allowed.</summary>
public sealed class CallPermit
{
    internal CallPermit(ReadOnlyMemory<byte> parameters, bool isSanitized, string decisionId, IReadOnlyList<CallObligation> obligations) =>
        (Parameters, IsSanitized, DecisionId, Obligations) = (parameters, isSanitized, decisionId, obligations);

    /// <summary>Gets the parameters to run the call with, whatever it was asked with: one JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> Parameters { get; }

    /// <summary>Gets a value indicating whether <see cref="Parameters"/> are not those of the intent.</summary>
    public bool IsSanitized { get; }

    /// <summary>Gets the id of the decision, for logs and for what the tool writes down.</summary>
    public string DecisionId { get; }

    /// <summary>Gets what the caller must do when it runs the call; mostly nothing.</summary>
    public IReadOnlyList<CallObligation> Obligations { get; }
}
