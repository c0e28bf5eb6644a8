namespace Aegis.Streams.Cli.Bench.Labelled.ToolCalls;

/// <summary>A tool of agents that sell.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NotesKey">The key of its free text.</param>
/// <param name="ValuesInNotes">The mean of sensitive values in that.</param>
/// <param name="Write">Writes its other arguments.</param>
internal sealed record Tool(string Name, string NotesKey, double ValuesInNotes, Action<ArgumentWriter> Write);
