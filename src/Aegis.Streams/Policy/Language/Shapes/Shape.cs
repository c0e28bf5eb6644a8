namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>What a piece of a document may be. The checker, the JSON Schema and the reference are made of shapes, so they cannot disagree.</summary>
internal abstract record Shape;
