namespace Aegis.Streams.Cli.Bench.Labelled.ToolCalls;

/// <summary>How a call comes.</summary>
internal enum CallEnvelope
{
    /// <summary>As an intent of this product.</summary>
    Intent,

    /// <summary>As a function call of chat completions: the arguments are a string of JSON.</summary>
    FunctionCall,

    /// <summary>As a block of a message.</summary>
    ToolUse,

    /// <summary>As a request of the Model Context Protocol.</summary>
    ContextProtocol,
}
