namespace Aegis.Streams.Cli.Dlp;

/// <summary>`aegis dlp`: finds and redacts personal data and secrets in files.</summary>
internal static class DlpCommand
{
    /// <summary>Makes the group.</summary>
    /// <returns>The group.</returns>
    public static Verb Create()
    {
        var group = new Verb("dlp", "Find and redact personal data and secrets in files of any size. Needs no cluster.");
        group.Add(ScanCommand.Create());
        group.Add(RedactCommand.Create());
        group.Add(TermsCommand.Create());
        return group;
    }
}
