namespace Aegis.Streams.Cli.Terminal;

/// <summary>How log lines look.</summary>
internal enum LogFormat
{
    /// <summary>One line for people.</summary>
    Text,

    /// <summary>One JSON object a line, with the values of the message by name.</summary>
    Json,
}
