namespace Aegis.Streams.Cli;

/// <summary>A verb cannot go on. Ends it with an exit code and the message as the one line that the user reads.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="message">The thing, the place and the way out, without a trailing line break.</param>
/// <param name="cause">What led to it; <see langword="null"/>: nothing else.</param>
internal sealed class CliRefusalException(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode => exitCode;

    /// <summary>The command line is wrong.</summary>
    public static CliRefusalException Usage(string message) => new(ExitCodes.Usage, message);

    /// <summary>The outside world does not let it be done.</summary>
    public static CliRefusalException Fault(string message, Exception? cause = null) => new(ExitCodes.Fault, message, cause);

    /// <summary>There is no cluster to work with.</summary>
    public static CliRefusalException NoCluster(string message, Exception? cause = null) => new(ExitCodes.NoCluster, message, cause);
}
