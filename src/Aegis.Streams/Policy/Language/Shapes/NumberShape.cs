namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>A number in the grammar of JSON, of any precision.</summary>
/// <param name="Min">The least; <see langword="null"/>: no bound.</param>
/// <param name="Max">The most; <see langword="null"/>: no bound.</param>
internal sealed record NumberShape(int? Min = null, int? Max = null) : Shape;
