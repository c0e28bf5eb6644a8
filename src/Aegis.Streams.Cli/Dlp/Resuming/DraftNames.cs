using Aegis.Streams.Cli.Policies;

namespace Aegis.Streams.Cli.Dlp.Resuming;

/// <summary>The names that a run needs for files beside those that it writes.</summary>
internal static class DraftNames
{
    /// <summary>Refuses a file of the command that has one of them, since it would be replaced or removed.</summary>
    /// <param name="written">The files that are written.</param>
    /// <param name="all">The files of the command.</param>
    /// <exception cref="CliRefusalException">There is such a file.</exception>
    public static void Require(IReadOnlyList<string> written, IReadOnlyList<string?> all)
    {
        var needed = written.SelectMany(Beside).Select(RealPath.Of).ToHashSet(RealPath.Names);
        if (all.OfType<string>().FirstOrDefault(path => path != DlpInput.StandardInput && needed.Contains(RealPath.Of(path))) is { } taken)
            throw CliRefusalException.Usage($"{taken} has the name that the progress of another file of the same command needs; name it otherwise, or leave it out");
    }

    private static IEnumerable<string> Beside(string path) => [.. CheckpointFile.Of(path).Names, OutputFile.TargetOf(path) + DraftFile.Ending];
}
