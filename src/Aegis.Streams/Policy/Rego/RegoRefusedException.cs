namespace Aegis.Streams.Policy.Rego;

/// <summary>Ends the printing of one rule; never leaves the folder.</summary>
internal sealed class RegoRefusedException(string reason) : Exception(reason);
