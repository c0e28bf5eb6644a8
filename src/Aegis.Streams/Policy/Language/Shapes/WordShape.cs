using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>One of a few words.</summary>
/// <param name="Words">The words.</param>
internal sealed record WordShape(params ImmutableArray<string> Words) : Shape;
