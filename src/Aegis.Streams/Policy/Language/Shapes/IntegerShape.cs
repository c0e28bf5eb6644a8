namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>A number without a fraction, written in plain digits.</summary>
/// <param name="Min">The least.</param>
/// <param name="Max">The most.</param>
internal sealed record IntegerShape(int Min, int Max) : Shape;
