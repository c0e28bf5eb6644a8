namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>Any value that JSON has.</summary>
internal sealed record JsonShape : Shape;
