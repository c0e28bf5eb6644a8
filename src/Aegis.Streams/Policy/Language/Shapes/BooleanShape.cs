namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>`true` or `false`.</summary>
internal sealed record BooleanShape : Shape;
