namespace Aegis.Streams.Server.Envoy;

/// <summary>Why a request is denied before any decision.</summary>
/// <param name="Code">Stable code, one of <see cref="EnvoyCodes"/> or of the reason codes of the stage `intents`.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Message">The fault in one sentence with the way out, never with a value.</param>
/// <param name="Path">What is at fault; <see langword="null"/>: the request.</param>
internal sealed record RequestDenial(string Code, int Status, string Message, string? Path = null)
{
    private const int BadRequest = 400;

    /// <summary>Makes a denial of a request that no client should send.</summary>
    public static RequestDenial Malformed(string code, string message, string? path = null) => new(code, BadRequest, message, path);
}
