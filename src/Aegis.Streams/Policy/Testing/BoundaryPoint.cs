namespace Aegis.Streams.Policy.Testing;

/// <summary>One kind of value that tests should try.</summary>
/// <param name="Name">One of `below`, `at`, `above`, `null`, `wrong_type`, `missing`.</param>
/// <param name="IsTried">Whether a test of the rule tried one.</param>
public sealed record BoundaryPoint(string Name, bool IsTried);
