namespace Aegis.Streams.Cli.Up;

/// <summary>The words for what runs the pipeline.</summary>
internal static class EngineNames
{
    public const string Native = "native";
    public const string Streamiz = "streamiz";

    public static readonly string[] All = [Native, Streamiz];
}
