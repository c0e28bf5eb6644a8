namespace Aegis.Streams.Cli.Dlp;

/// <summary>`aegis dlp terms`: lists of terms that are nowhere in clear.</summary>
internal static class TermsCommand
{
    /// <summary>Makes the group.</summary>
    /// <returns>The group.</returns>
    public static Verb Create()
    {
        var group = new Verb("terms", "Make lists of terms for detectors of policy that are nowhere in clear.");
        group.Add(TermsBuildCommand.Create());
        return group;
    }
}
