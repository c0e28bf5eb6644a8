namespace Aegis.Streams.Policy.Patterns;

/// <summary>A run of Unicode code points.</summary>
/// <param name="First">The first one.</param>
/// <param name="Last">The last one, included; not before the first.</param>
internal readonly record struct ScalarRange(int First, int Last);
