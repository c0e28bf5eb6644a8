namespace Aegis.Streams.Cli;

/// <summary>Why a file cannot be used, in words of this command line.</summary>
internal static class FileFault
{
    /// <summary>Says why.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What the system says, which of a folder is that access is denied.</param>
    /// <returns>The reason, to follow a colon.</returns>
    public static string Why(string path, Exception fault) => Directory.Exists(path) ? "it is a folder" : fault.Message;
}
