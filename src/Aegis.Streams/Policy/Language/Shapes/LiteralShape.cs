namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>A text, a number, `true` or `false`.</summary>
/// <param name="MaxLength">The longest text in code points.</param>
internal sealed record LiteralShape(int MaxLength) : Shape;
