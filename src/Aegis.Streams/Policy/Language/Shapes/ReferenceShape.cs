namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>Stands for a shape that holds itself.</summary>
/// <param name="Target">Gives the shape once all are made.</param>
internal sealed record ReferenceShape(Func<Shape> Target) : Shape;
