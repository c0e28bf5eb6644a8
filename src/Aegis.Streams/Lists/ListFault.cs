namespace Aegis.Streams.Lists;

/// <summary>Why a record of a list is set aside.</summary>
/// <param name="Code">Stable code, one of <see cref="Outcome.ReasonCodes"/>.</param>
/// <param name="Message">One sentence that names the place and never a value.</param>
public sealed record ListFault(string Code, string Message);
