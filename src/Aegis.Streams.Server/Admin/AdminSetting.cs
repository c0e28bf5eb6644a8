namespace Aegis.Streams.Server.Admin;

/// <summary>One setting of an instance.</summary>
/// <param name="Name">Its name, such as `--threads`.</param>
/// <param name="IsGiven">Whether the operator gave it; else it is the default.</param>
/// <param name="IsShown">Whether its value may be shown.</param>
/// <param name="Value">The value; <see langword="null"/>: it has none, or it is hidden.</param>
public sealed record AdminSetting(string Name, bool IsGiven, bool IsShown, string? Value);
