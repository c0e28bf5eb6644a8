namespace Aegis.Streams.Lists.Manifest;

/// <summary>What a manifest speaks of.</summary>
/// <param name="Name">The list, `tenant/list`.</param>
/// <param name="SubmissionId">The submission.</param>
/// <param name="Sha256">SHA-256 of the sanitized list in lower-case hex.</param>
public sealed record ListSubject(string Name, string SubmissionId, string Sha256);
