namespace Aegis.Streams.Client;

/// <summary>A call must not run. Thrown only by <see cref="AegisClient.RequireAsync"/>.</summary>
/// <param name="answer">The answer, which has no permit.</param>
public sealed class CallNotAllowedException(AegisDecision answer) : Exception($"The call must not run ({answer}).")
{
    /// <summary>Gets the answer.</summary>
    public AegisDecision Answer => answer;
}
