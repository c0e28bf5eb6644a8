namespace Aegis.Streams.Policy.Evaluation;

/// <summary>What a set knows of the name of a tool.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Declarations">What may be declared of it.</param>
internal readonly record struct NamedTool(int Number, CompiledTool[] Declarations);
