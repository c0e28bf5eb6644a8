using Aegis.Streams.Policy.Diagnostics;

namespace Aegis.Streams.Policy.Lint;

/// <summary>What a lint found in a policy set that loads.</summary>
/// <param name="Lint">The lint's id, such as `shadowed-permit`. It never changes; `docs/policy-lint.md` explains it.</param>
/// <param name="Name">The rule's id, or the tool's name.</param>
/// <param name="Diagnostic">The finding, ready to be shown beside the text: a warning or a note, never an error.</param>
public sealed record LintFinding(string Lint, string Name, Diagnostic Diagnostic);
