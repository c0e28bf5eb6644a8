namespace Aegis.Streams.Server.Http;

/// <summary>One request of a batch.</summary>
/// <param name="Intent">The intent in JSON.</param>
/// <param name="IsIdempotent">Whether one decision is made for its id.</param>
internal readonly record struct BatchRequest(byte[] Intent, bool IsIdempotent);
